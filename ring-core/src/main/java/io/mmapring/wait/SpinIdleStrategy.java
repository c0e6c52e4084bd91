package io.mmapring.wait;

import org.agrona.concurrent.IdleStrategy;

/**
 * Spins without giving the processor away, and finds out how long to spin between two
 * looks. Who looks again at once takes from a producer the very cache line that it is
 * about to write, event by event; who looks a little later finds several events, whose
 * lines then come one after the other. But an event that comes alone would be seen later.
 * So it spins longer only while that is what brings several events: it tries once in a
 * while, and goes on with it until a look after it finds fewer than two.
 * <p>
 * Threads: the thread that opened it only.
 */
final class SpinIdleStrategy implements IdleStrategy {

	/** Fruitless looks between two tries: half a millisecond. */
	static final int TRY_EVERY = 1 << 15;

	/** Spins between two looks while events stream: less than a microsecond. */
	static final int LONG = 20;

	private int fruitless;

	private boolean streaming;

	/** Whether the last wait was a long one. */
	private boolean waitedLong;

	@Override
	public void idle(int workCount) {
		for (int spins = spins(workCount); spins > 0; spins--) {
			Thread.onSpinWait();
		}
	}

	@Override
	public void idle() {
		idle(0);
	}

	@Override
	public void reset() {
		this.waitedLong = false;
	}

	/** How often to spin, after a look that has found so many events. */
	int spins(int workCount) {
		if (this.waitedLong) {
			this.waitedLong = false;
			this.streaming = workCount > 1;
		}
		if (workCount > 0) {
			return 0;
		}
		if (!this.streaming && ++this.fruitless % TRY_EVERY != 0) {
			return 1;
		}
		this.waitedLong = true;
		return LONG;
	}

}
