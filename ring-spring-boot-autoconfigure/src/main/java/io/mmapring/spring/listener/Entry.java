package io.mmapring.spring.listener;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.mmapring.ConsumerOptions;
import io.mmapring.Ring;
import io.mmapring.error.RingException;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.rings.BackOff;
import io.mmapring.spring.rings.ManagedRing;

/**
 * How a thread of a listener comes by the source of its events.
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
	 * Come by the source. May wait until the thread is interrupted.
	 * @return the source, or {@code null} if there will be none
	 * @throws RingException if it cannot be had
	 */
	@Nullable Source enter();

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
			public Source enter() {
				return Source.of(ring.awaitConsumer(options));
			}

		};
	}

	/**
	 * Try again and again, until there is a consumer.
	 * @param ring the ring, open or not yet
	 * @param waiting what the listener does while it takes its source from an open ring
	 * @param take takes it; may wait
	 * @param problem told why an attempt has failed
	 * @return tries until the thread is interrupted
	 */
	static Entry retrying(ManagedRing ring, RingListenerState waiting, Function<Ring, Source> take,
			java.util.function.Consumer<RingException> problem) {
		return new Entry() {

			private volatile RingListenerState state = RingListenerState.STARTING;

			@Override
			public RingListenerState meanwhile() {
				return this.state;
			}

			@Override
			public @Nullable Source enter() {
				BackOff backOff = new BackOff();
				while (!Thread.currentThread().isInterrupted()) {
					Ring open = ring.ring().orElse(null);
					try {
						if (open != null) {
							this.state = waiting;
							return take.apply(open);
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

		};
	}

	/**
	 * A source that is there already.
	 * @param source the source
	 * @return gives it
	 */
	static Entry of(Source source) {
		return new Entry() {

			@Override
			public RingListenerState meanwhile() {
				return RingListenerState.RUNNING;
			}

			@Override
			public Source enter() {
				return source;
			}

		};
	}

}
