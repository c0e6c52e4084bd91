package io.mmapring.spring.delivery;

import java.util.Set;

import io.mmapring.event.EventHeader;
import io.mmapring.spring.RingPropertyException;
import io.mmapring.spring.endpoint.ListenerEndpoint;

/**
 * Has those that are told what becomes of a listener's events.
 * <p>
 * Threads: safe for any number of threads.
 */
public interface HandlingSource {

	/** Nobody is told. */
	HandlingSource NONE = new HandlingSource() {

		@Override
		public Handling of(ListenerEndpoint endpoint) {
			return Handling.NONE;
		}

		@Override
		public void check(ListenerEndpoint endpoint, Set<EventHeader> headers) {
			if (endpoint.settings().observed()) {
				throw new RingPropertyException("ring.listeners.%s.observation-enabled".formatted(endpoint.id()), true,
						"a bean ObservationRegistry, as spring-boot-starter-actuator makes one; or false, here or for ring.observation.enabled");
			}
		}

	};

	/**
	 * Who is told of the events of a thread.
	 * @param endpoint the listener
	 * @return is told; {@link Handling#NONE} if nobody is
	 */
	Handling of(ListenerEndpoint endpoint);

	/**
	 * A listener is about to start.
	 * @param endpoint the listener
	 * @param headers headers that events of its ring have
	 * @throws io.mmapring.spring.RingPropertyException if it cannot be observed as it is
	 * configured to be
	 */
	void check(ListenerEndpoint endpoint, Set<EventHeader> headers);

}
