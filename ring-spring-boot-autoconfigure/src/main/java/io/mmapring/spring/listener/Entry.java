package io.mmapring.spring.listener;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.Ring;
import io.mmapring.error.RingException;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.rings.BackOff;
import io.mmapring.spring.rings.ManagedRing;

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
	 * Try again and again, until there is a consumer.
	 * @param ring the ring, open or not yet
	 * @param standby whether to wait while another process has the group
	 * @param options the group, and how to take its events, of the open ring
	 * @param problem told why an attempt has failed
	 * @return tries until the thread is interrupted
	 */
	static Entry retrying(ManagedRing ring, boolean standby, Supplier<ConsumerOptions> options,
			java.util.function.Consumer<RingException> problem) {
		return new Entry() {

			private volatile RingListenerState state = RingListenerState.STARTING;

			@Override
			public RingListenerState meanwhile() {
				return this.state;
			}

			@Override
			public @Nullable Consumer enter() {
				BackOff backOff = new BackOff();
				while (!Thread.currentThread().isInterrupted()) {
					Ring open = ring.ring().orElse(null);
					try {
						if (open != null) {
							return take(open);
						}
					}
					catch (RingException ex) {
						this.state = RingListenerState.STARTING;
						problem.accept(ex);
					}
					backOff.park();
				}
				return null;
			}

			private Consumer take(Ring open) {
				this.state = standby ? RingListenerState.STANDBY : RingListenerState.STARTING;
				return standby ? open.awaitConsumer(options.get()) : open.consumer(options.get());
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
