package io.mmapring.spring.listener;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** Makes a thread for each run of a listener. */
final class ListenerThreads implements ListenerDriver {

	@Override
	public void start(ListenerTask task) {
		if (task.mayBeVirtual()) {
			Virtual threads = new Virtual(task.name());
			threads.setVirtualThreads(true);
			threads.execute(task);
			return;
		}
		Thread thread = new Thread(task, task.name());
		// an application that only listens shall not end behind its start
		thread.setDaemon(false);
		thread.start();
	}

	@Override
	public boolean runsByItself() {
		return true;
	}

	/** Makes virtual threads where Java has them, and with this name. */
	private static final class Virtual extends SimpleAsyncTaskExecutor {

		private static final long serialVersionUID = 1L;

		private final String name;

		Virtual(String name) {
			this.name = name;
		}

		@Override
		protected String nextThreadName() {
			return this.name;
		}

	}

}
