package io.mmapring.spring.listener;

/** Makes a thread for each run of a listener. */
final class ListenerThreads implements ListenerDriver {

	@Override
	public void start(ListenerTask task) {
		Thread thread = new Thread(task, task.name());
		// an application that only listens shall not end behind its start
		thread.setDaemon(false);
		thread.start();
	}

	@Override
	public boolean runsByItself() {
		return true;
	}

}
