package io.mmapring.spring.listener;

import org.jspecify.annotations.Nullable;

import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.Ring;
import io.mmapring.error.RingException;
import io.mmapring.spring.RingListenerState;

/**
 * How a thread of a listener comes by its consumer.
 * <p>
 * Threads: entered by the listener's thread.
 */
interface Entry {

	/**
	 * What the listener is doing while it enters.
	 * @return the state
	 */
	RingListenerState meanwhile();

	/**
	 * Come by the consumer. May wait until the thread is interrupted.
	 * @return the consumer, or {@code null} if there will be none
	 * @throws RingException if it cannot be had
	 */
	@Nullable Consumer enter();

	/**
	 * Wait until the group has no consumer, or a dead one.
	 * @param ring the ring
	 * @param options the group, and how to take its events
	 * @return stands by
	 */
	static Entry standby(Ring ring, ConsumerOptions options) {
		return new Entry() {

			@Override
			public RingListenerState meanwhile() {
				return RingListenerState.STANDBY;
			}

			@Override
			public Consumer enter() {
				return ring.awaitConsumer(options);
			}

		};
	}

	/**
	 * A consumer that is there already.
	 * @param consumer the consumer
	 * @return gives it
	 */
	static Entry of(Consumer consumer) {
		return new Entry() {

			@Override
			public RingListenerState meanwhile() {
				return RingListenerState.RUNNING;
			}

			@Override
			public Consumer enter() {
				return consumer;
			}

		};
	}

}
