package io.mmapring.spring.endpoint;

import io.mmapring.spring.RingMetadata;

/**
 * Is told before each call of a listener's method; a bean of this type is asked for all
 * listeners.
 * <p>
 * Threads: called by the threads of listeners.
 */
@FunctionalInterface
public interface ListenerCalls {

	/**
	 * A method is about to be called. What this throws counts as thrown by the method.
	 * @param metadata of the event, or of the first of a batch; valid until this returns
	 * @throws Exception if the method is not to be called
	 */
	void before(RingMetadata metadata) throws Exception;

}
