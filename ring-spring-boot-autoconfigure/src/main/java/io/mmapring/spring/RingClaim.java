package io.mmapring.spring;

import org.agrona.MutableDirectBuffer;

import io.mmapring.event.NextHeaders;

/**
 * Room for one event that nobody sees yet, to be written in place:
 *
 * <pre>
 * try (RingClaim&lt;OrderView&gt; claim = orders.claim()) {
 *     claim.event().id(7).price(101.5);
 *     claim.publish();
 * }
 * </pre>
 *
 * Closing a claim that was not published gives it up: listeners pass it. Until then no
 * listener gets beyond it, so finish soon. The object is used again for other claims: do
 * not keep it.
 * <p>
 * Threads: the thread that claimed only.
 *
 * @param <T> type of the event
 */
public interface RingClaim<T> extends AutoCloseable {

	/**
	 * Sequence that the event has.
	 * @return the sequence
	 */
	long sequence();

	/**
	 * Headers of the event; to be set before it is written.
	 * @return the headers
	 * @throws IllegalStateException if the ring has none, or the event is begun
	 */
	NextHeaders headers();

	/**
	 * The event, where it will lie: a view whose components are null or zero, or the
	 * buffer of a sender of buffers. Valid until the claim is published or closed.
	 * @return the event, the same each time
	 * @throws IllegalStateException if events of this type are not written in place
	 */
	T event();

	/**
	 * The bytes of the event, whatever its type. They hold what an earlier event left.
	 * Valid until the claim is published or closed.
	 * @return the bytes, from index 0 up to the length that was claimed
	 */
	MutableDirectBuffer payload();

	/**
	 * Make the event visible. Does not block.
	 * @return its sequence
	 * @throws IllegalStateException if the claim is closed, or the event was not begun by
	 * {@link #event} or {@link #payload}
	 */
	long publish();

	/** Give the claim up unless it was published. Does not block. */
	@Override
	void close();

}
