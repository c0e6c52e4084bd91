package io.mmapring.spring;

import org.jspecify.annotations.Nullable;

/**
 * Decides what follows when a listener has failed. A bean of this type is asked for the
 * listeners that name it in {@link RingListener#errorHandler()}; the only one is asked
 * for all that name none. Without one, {@code ring.listener.error.*} decides.
 * <p>
 * Threads: called by the threads of the listeners.
 */
@FunctionalInterface
public interface RingErrorHandler {

	/**
	 * Decide. If this throws, the listener stops.
	 * @param exception what the method has thrown, or why the event could not be read
	 * @param metadata of the event, or of the first one of the batch that failed; with
	 * the number of the attempt; valid until this returns
	 * @param event what the method was handed, an event or a list; {@code null} if it
	 * could not be read
	 * @return what follows
	 */
	RingErrorAction onError(Exception exception, RingMetadata metadata, @Nullable Object event);

}
