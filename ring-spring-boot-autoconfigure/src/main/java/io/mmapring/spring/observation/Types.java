package io.mmapring.spring.observation;

import io.micrometer.common.KeyValue;

import io.mmapring.spring.observation.RingObservation.Keys;

/** How types of events are told. */
final class Types {

	private Types() {
	}

	static KeyValue key(String eventType) {
		return Keys.EVENT_TYPE.withValue(eventType.isEmpty() ? "bytes" : eventType);
	}

}
