package io.mmapring.wait;

import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/**
 * How a thread waits that finds no event, or no room. Ways of Agrona's idle strategies,
 * by name and with figures that suit a ring.
 * <p>
 * Threads: safe for any number of threads.
 */
public enum WaitStrategy {

	/**
	 * Ask again at once, or, while events stream, less than a microsecond later, which
	 * lets a producer run ahead: least latency, a whole core.
	 */
	BUSY_SPIN {
		@Override
		public IdleStrategy create() {
			return new SpinIdleStrategy();
		}
	},

	/** Ask again when other threads had their turn: a core if there is nobody else. */
	YIELD {
		@Override
		public IdleStrategy create() {
			return YieldingIdleStrategy.INSTANCE;
		}
	},

	/**
	 * Spin, then yield, then park, at first for a microsecond and at last for eight
	 * milliseconds: under one per cent of a core when idle.
	 */
	BACKOFF {
		@Override
		public IdleStrategy create() {
			return new BackoffIdleStrategy(SPINS, YIELDS, MIN_PARK_NS, MAX_PARK_NS);
		}
	},

	/** Park for a millisecond each time. */
	SLEEP {
		@Override
		public IdleStrategy create() {
			return new SleepingIdleStrategy(SLEEP_NS);
		}
	},

	/**
	 * Spin for a few microseconds, then block until a producer, in whatever process, has
	 * something: quick, and nearly free when idle. Looks again after 10 milliseconds, or
	 * 100 when nothing came for a second, since a producer may be killed before it wakes
	 * anybody.
	 * <p>
	 * Consumers, observers and producers of a ring block so. What {@link #create()} makes
	 * knows no ring, and waits as {@link #BACKOFF} does.
	 */
	BLOCK {
		@Override
		public IdleStrategy create() {
			return BACKOFF.create();
		}
	};

	private static final long SPINS = 100;

	private static final long YIELDS = 20;

	private static final long MIN_PARK_NS = TimeUnit.MICROSECONDS.toNanos(1);

	private static final long MAX_PARK_NS = TimeUnit.MILLISECONDS.toNanos(8);

	private static final long SLEEP_NS = TimeUnit.MILLISECONDS.toNanos(1);

	/**
	 * Make a strategy for one thread: it may remember how long it has waited.
	 * @return a new strategy, or a shared one that remembers nothing
	 */
	public abstract IdleStrategy create();

}
