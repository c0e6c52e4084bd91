package io.mmapring.spring.listener;

import io.mmapring.spring.delivery.ListenerLabels;

/**
 * Labels what is logged while the steps of a listener are made: once for its thread, not
 * for each event.
 * <p>
 * Threads: safe for any number of threads.
 */
final class LabelledDriver implements ListenerDriver {

	private final ListenerDriver driver;

	private final ListenerLabels labels;

	LabelledDriver(ListenerDriver driver, ListenerLabels labels) {
		this.driver = driver;
		this.labels = labels;
	}

	@Override
	public void start(ListenerTask task) {
		this.driver.start(new Labelled(task, this.labels));
	}

	@Override
	public boolean runsByItself() {
		return this.driver.runsByItself();
	}

	/**
	 * A run with labels.
	 *
	 * @param task the run
	 * @param labels labels its lines
	 */
	private record Labelled(ListenerTask task, ListenerLabels labels) implements ListenerTask {

		@Override
		public String name() {
			return this.task.name();
		}

		@Override
		public String listener() {
			return this.task.listener();
		}

		@Override
		public String ring() {
			return this.task.ring();
		}

		@Override
		public String group() {
			return this.task.group();
		}

		@Override
		public boolean mayBeVirtual() {
			return this.task.mayBeVirtual();
		}

		@Override
		public int step(int limit) {
			Runnable before = put();
			try {
				return this.task.step(limit);
			}
			finally {
				before.run();
			}
		}

		@Override
		public void run() {
			Runnable before = put();
			try {
				this.task.run();
			}
			finally {
				before.run();
			}
		}

		private Runnable put() {
			return this.labels.put(ring(), listener(), group());
		}

	}

}
