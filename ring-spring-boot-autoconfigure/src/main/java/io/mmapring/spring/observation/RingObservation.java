package io.mmapring.spring.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.Observation.Event;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * What is observed, and by which names.
 */
public enum RingObservation implements ObservationDocumentation {

	/** Events are sent, one or a batch. */
	PRODUCER {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultRingProducerObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { Keys.RING, Keys.EVENT_TYPE };
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return new KeyName[] { Keys.SEQUENCE, Keys.EVENTS };
		}

		@Override
		public Event[] getEvents() {
			return new Event[] { Happening.FULL, Happening.GIVEN_UP };
		}

	},

	/** Events are handled, one or a batch, with all attempts. */
	LISTENER {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultRingListenerObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { Keys.RING, Keys.LISTENER, Keys.GROUP, Keys.EVENT_TYPE };
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return new KeyName[] { Keys.SEQUENCE, Keys.EVENTS };
		}

		@Override
		public Event[] getEvents() {
			return new Event[] { Happening.RETRY, Happening.SKIP, Happening.DEAD_LETTER, Happening.STOP };
		}

	};

	/** Names of keys. */
	public enum Keys implements KeyName {

		/** Name of the ring. */
		RING("ring"),

		/** Id of the listener. */
		LISTENER("listener"),

		/** Name of the listener's group. */
		GROUP("group"),

		/**
		 * Name of the type of the event, or of the first; {@code bytes} if it is none.
		 */
		EVENT_TYPE("event.type"),

		/** Sequence of the event, or of the first; absent if none was published. */
		SEQUENCE("sequence"),

		/** Number of events. */
		EVENTS("events");

		private final String text;

		Keys(String text) {
			this.text = text;
		}

		@Override
		public String asString() {
			return this.text;
		}

	}

	/** What happens meanwhile. */
	public enum Happening implements Event {

		/** The ring has no room, and nothing was published. */
		FULL("ring.full"),

		/** A claim was closed without being published. */
		GIVEN_UP("ring.given.up"),

		/** The method has thrown, and is called again. */
		RETRY("ring.retry"),

		/** The events are passed over because of an error. */
		SKIP("ring.skip"),

		/** The events become dead letters. */
		DEAD_LETTER("ring.dead.letter"),

		/** The listener stops because of an error. */
		STOP("ring.stop");

		private final String text;

		Happening(String text) {
			this.text = text;
		}

		@Override
		public String getName() {
			return this.text;
		}

	}

}
