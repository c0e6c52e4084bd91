package io.mmapring.event;

import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * What came with an event beside its payload. Each method throws
 * {@link IllegalStateException} if the ring was created without that header. The same
 * object is moved from event to event: it is only valid until the handler returns.
 * <p>
 * Threads: the thread that the event is handed to only.
 */
public interface EventHeaders {

	/** Bytes of a trace: version, 16 of the trace, 8 of the parent, flags. */
	int TRACE_BYTES = 26;

	/**
	 * When the producer began to write the event, by the clock of the machine.
	 * @return the time in nanoseconds since 1970, exact to some microseconds
	 */
	long publishTimeNs();

	/**
	 * Hash of the event's key.
	 * @return what the producer set, as a rule by {@link KeyHash}; 0 if it set nothing
	 */
	long keyHash();

	/**
	 * Copy the trace that the event belongs to. Allocates nothing.
	 * @param destination where to
	 * @param offset index of the first of {@value #TRACE_BYTES} bytes there
	 * @return whether the event has one; if not, nothing is copied
	 */
	boolean trace(byte[] destination, int offset);

	/**
	 * The trace that the event belongs to, as text.
	 * @return 55 characters as in the header of that name of W3C Trace Context, or
	 * {@code null} if the event has none
	 */
	@Nullable String traceparent();

	/**
	 * Value of a header of the user's own.
	 * @param key its key
	 * @return the value that was put last under the key, or {@code null}
	 */
	@Nullable String user(String key);

	/**
	 * Go through the headers of the user's own, in the order in which they were put.
	 * @param action gets key and value of each
	 */
	void forEachUser(BiConsumer<String, String> action);

}
