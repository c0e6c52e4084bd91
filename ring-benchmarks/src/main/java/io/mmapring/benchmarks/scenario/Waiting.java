package io.mmapring.benchmarks.scenario;

/**
 * How a thread waits that finds nothing, or no room: it spins. Where there are more
 * threads than cores it gives its core away after a while, or all would wait until the
 * system takes it away.
 * <p>
 * Threads: the thread that opened it only.
 */
public final class Waiting {

	private static final int SPINS = 100;

	private final boolean crowded;

	private int fruitless;

	/**
	 * Wait among others.
	 * @param threads how many threads there are that wait like this
	 */
	public Waiting(int threads) {
		this.crowded = crowded(threads);
	}

	/**
	 * Whether there are more threads than cores.
	 * @param threads number of threads
	 * @return whether they have to take turns
	 */
	public static boolean crowded(int threads) {
		return threads > Runtime.getRuntime().availableProcessors();
	}

	/** Wait a little, behind a look that found nothing. */
	@SuppressWarnings("ThreadPriorityCheck") // giving the core away is the point
	public void idle() {
		if (!this.crowded || ++this.fruitless < SPINS) {
			Thread.onSpinWait();
		}
		else {
			this.fruitless = 0;
			Thread.yield();
		}
	}

	/**
	 * Wait a little, if nothing was found.
	 * @param found how much was found
	 */
	public void idle(int found) {
		if (found == 0) {
			idle();
		}
		else {
			this.fruitless = 0;
		}
	}

}
