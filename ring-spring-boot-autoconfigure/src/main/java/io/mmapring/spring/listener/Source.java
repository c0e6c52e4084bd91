package io.mmapring.spring.listener;

import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

import io.mmapring.Consumer;
import io.mmapring.Observer;
import io.mmapring.error.TakenInPartException;
import io.mmapring.event.EventHandler;

/**
 * What a thread of a listener takes its events from: its share of a group, or the ring as
 * an observer sees it.
 * <p>
 * Threads: poll, reached and the idle strategy by the listener's thread; the others by
 * any.
 */
interface Source {

	/**
	 * Hand out what is there, without waiting.
	 * @return how many events the handler took
	 * @throws Exception what the handler threw
	 */
	int poll(EventHandler handler, int limit) throws Exception;

	/** Where the next poll goes on. */
	long reached();

	/** A new strategy to wait between polls. */
	IdleStrategy idleStrategy();

	/** Next sequence to take, as others see it. */
	long position();

	/** Have a poll that waits look again. */
	void wakeUp();

	/** What was overwritten before it could be taken. */
	long lost();

	/** How many events were handed over and are not acknowledged. */
	int unacknowledged();

	/** The consumer, unless it is an observer. */
	@Nullable Consumer consumer();

	void close();

	static Source of(Consumer consumer) {
		return new Share(consumer);
	}

	static Source of(Observer observer) {
		return new View(observer);
	}

	/** What is taken is settled: what counts now is why it was not all. */
	private static Exception reason(TakenInPartException ex) {
		if (ex.getCause() instanceof Error error) {
			throw error;
		}
		return (ex.getCause() instanceof Exception cause) ? cause : ex;
	}

	/** Of a group. */
	record Share(Consumer consumer) implements Source {

		@Override
		public int poll(EventHandler handler, int limit) throws Exception {
			try {
				return this.consumer.poll(handler, limit);
			}
			catch (TakenInPartException ex) {
				throw reason(ex);
			}
		}

		@Override
		public long reached() {
			return this.consumer.reached();
		}

		@Override
		public IdleStrategy idleStrategy() {
			return this.consumer.idleStrategy();
		}

		@Override
		public long position() {
			return this.consumer.position();
		}

		@Override
		public void wakeUp() {
			this.consumer.wakeUp();
		}

		@Override
		public long lost() {
			return 0;
		}

		@Override
		public int unacknowledged() {
			return this.consumer.unacknowledged();
		}

		@Override
		public void close() {
			this.consumer.close();
		}

	}

	/** Of the whole ring. */
	record View(Observer observer) implements Source {

		@Override
		public int poll(EventHandler handler, int limit) throws Exception {
			try {
				return this.observer.poll(handler, limit);
			}
			catch (TakenInPartException ex) {
				throw reason(ex);
			}
		}

		@Override
		public long reached() {
			return this.observer.position();
		}

		@Override
		public IdleStrategy idleStrategy() {
			return this.observer.idleStrategy();
		}

		@Override
		public long position() {
			return this.observer.position();
		}

		@Override
		public void wakeUp() {
			this.observer.wakeUp();
		}

		@Override
		public long lost() {
			return this.observer.lost();
		}

		@Override
		public int unacknowledged() {
			return 0;
		}

		@Override
		public @Nullable Consumer consumer() {
			return null;
		}

		@Override
		public void close() {
			this.observer.close();
		}

	}

}
