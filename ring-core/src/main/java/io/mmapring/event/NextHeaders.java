package io.mmapring.event;

/**
 * What goes with the next event of a producer beside its payload. It is taken by the
 * event that is begun next and is then empty again. An event that is refused because the
 * ring is full leaves it as it is, so that it can be tried again; one that is dropped
 * empties it. Each method throws {@link IllegalStateException} if the ring was created
 * without that header. When the event was written is set by the ring.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public interface NextHeaders {

	/**
	 * Set the hash of the event's key.
	 * @param keyHash as a rule by {@link KeyHash}; 0 stands for none
	 * @return this
	 */
	NextHeaders keyHash(long keyHash);

	/**
	 * Set the trace that the event belongs to. Allocates nothing.
	 * @param source where it is
	 * @param offset index of the first of {@value EventHeaders#TRACE_BYTES} bytes there:
	 * version, 16 of the trace, 8 of the parent, flags
	 * @return this
	 * @throws IndexOutOfBoundsException if they are not all there
	 */
	NextHeaders trace(byte[] source, int offset);

	/**
	 * Set the trace that the event belongs to. Allocates nothing.
	 * @param text 55 characters as in the header of that name of W3C Trace Context; what
	 * a later version has behind them is left out
	 * @return this
	 * @throws IllegalArgumentException if it is none; the trace is then none
	 */
	NextHeaders traceparent(CharSequence text);

	/**
	 * Put a header of the user's own behind those that are there.
	 * @param key its key
	 * @param value its value
	 * @return this
	 * @throws IllegalArgumentException if there is no room for it; nothing is put
	 */
	NextHeaders user(String key, String value);

	/**
	 * Forget all that was set.
	 * @return this
	 */
	NextHeaders clear();

}
