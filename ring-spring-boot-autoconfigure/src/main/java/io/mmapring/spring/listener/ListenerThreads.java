package io.mmapring.spring.listener;

/** Makes the threads of listeners. */
final class ListenerThreads {

	private ListenerThreads() {
	}

	static void start(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		// an application that only listens shall not end behind its start
		thread.setDaemon(false);
		thread.start();
	}

}
