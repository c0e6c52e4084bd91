package io.mmapring.spring;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Publishes events of one type on one ring. Injected where {@link RingProducer} names the
 * ring. What cannot be published throws:
 * <ul>
 * <li>{@link io.mmapring.error.RingFullException} if there was no room in time,</li>
 * <li>{@link io.mmapring.error.EventTooLargeException} if an event is larger than a
 * quarter of the ring; nothing is claimed then,</li>
 * <li>{@link io.mmapring.error.RingClosedException} if the application is stopping, also
 * while waiting.</li>
 * </ul>
 * <p>
 * Threads: safe for any number of threads.
 *
 * @param <T> type of the events
 */
public interface RingSender<T> {

	/**
	 * Name of the ring.
	 * @return the name
	 */
	String ring();

	/**
	 * Publish an event. When the ring is full, do what {@code ring.rings.<name>.on-full}
	 * says: wait, fail or drop.
	 * @param event the event
	 * @return its sequence, or a negative number if it was dropped
	 */
	long send(T event);

	/**
	 * Publish an event, waiting for room whatever {@code on-full} says.
	 * @param event the event
	 * @param timeout how long to wait at most
	 * @return its sequence
	 */
	long send(T event, Duration timeout);

	/**
	 * Publish an event without waiting.
	 * @param event the event
	 * @return whether it was published; {@code false} if the ring is full
	 */
	boolean trySend(T event);

	/**
	 * Publish events as one batch: consumers see all of them at once or none. When the
	 * ring is full, do what {@code ring.rings.<name>.on-full} says.
	 * @param events at most as many as the ring has slots for, all of one class; what is
	 * no {@code List} is copied first
	 * @return the sequence of the first, or a negative number if there are none or they
	 * were dropped
	 */
	long sendAll(Iterable<? extends T> events);

	/**
	 * Publish events as one batch, waiting for room whatever {@code on-full} says.
	 * @param events as for {@link #sendAll(Iterable)}
	 * @param timeout how long to wait at most
	 * @return the sequence of the first, or a negative number if there are none
	 */
	long sendAll(Iterable<? extends T> events, Duration timeout);

	/**
	 * Publish events as one batch without waiting: all of them or none.
	 * @param events as for {@link #sendAll(Iterable)}
	 * @return whether they were published; {@code false} if there is no room for all;
	 * {@code true} if there are none
	 */
	boolean trySendAll(Iterable<? extends T> events);

	/**
	 * Prepare an event with headers, key or a policy of its own.
	 * @param event the event
	 * @return a builder that sends it
	 */
	RingEventBuilder newEvent(T event);

	/**
	 * Claim room for an event that is written in place: of a view. Waits for room by
	 * {@code block-timeout} if {@code on-full} is {@code block}, else fails at once.
	 * Makes no object. To be published or closed by this thread, soon:
	 * try-with-resources.
	 * @return the claim
	 * @throws IllegalStateException if events of this type are not written in place
	 */
	RingClaim<T> claim();

	/**
	 * Claim room for an event that is written in place as bytes: of a sender of buffers,
	 * or in the layout of {@code T}. Else as {@link #claim()}.
	 * @param length its length in bytes
	 * @return the claim
	 */
	RingClaim<T> claim(int length);

	/**
	 * Claim room for an event of a view without waiting.
	 * @return the claim, or {@code null} if the ring is full
	 * @throws IllegalStateException if events of this type are not written in place
	 */
	@Nullable RingClaim<T> tryClaim();

	/**
	 * Publish an event of a view that is written in place. If the writer throws, nothing
	 * is published.
	 * @param writer sets its components
	 * @return its sequence
	 * @throws IllegalStateException if events of this type are not written in place
	 */
	default long write(Consumer<? super T> writer) {
		try (RingClaim<T> claim = claim()) {
			writer.accept(claim.event());
			return claim.publish();
		}
	}

	/**
	 * Publish an event of a view that is written in place, from something that is handed
	 * to the writer, so that it need not capture it: makes no object. If the writer
	 * throws, nothing is published.
	 * @param <S> what the event is made from
	 * @param source handed to the writer
	 * @param writer sets its components
	 * @return its sequence
	 * @throws IllegalStateException if events of this type are not written in place
	 */
	default <S> long write(S source, BiConsumer<? super T, ? super S> writer) {
		try (RingClaim<T> claim = claim()) {
			writer.accept(claim.event(), source);
			return claim.publish();
		}
	}

}
