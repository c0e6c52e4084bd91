package io.mmapring.spring.test;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/**
 * Assertions on what was published on a ring, by AssertJ's own {@code assertThat}.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 *
 * @param <T> type of the events
 */
public final class RingRecorderAssert<T> extends AbstractAssert<RingRecorderAssert<T>, RingRecorder<T>> {

	RingRecorderAssert(RingRecorder<T> recorder) {
		super(recorder, RingRecorderAssert.class);
	}

	/**
	 * Check that these events were published, these only and in this order.
	 * @param events the events
	 * @return this
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final RingRecorderAssert<T> received(T... events) {
		events().containsExactly(events);
		return this;
	}

	/**
	 * Check that nothing was published.
	 * @return this
	 */
	public RingRecorderAssert<T> receivedNothing() {
		events().isEmpty();
		return this;
	}

	/**
	 * Wait until an event was published that matches.
	 * @param atMost how long to wait at most
	 * @param matching what it has to match
	 * @return this
	 */
	public RingRecorderAssert<T> receives(Duration atMost, Predicate<? super T> matching) {
		long startNs = System.nanoTime();
		int seen = 0;
		while (true) {
			List<T> events = this.actual.events();
			if (events.subList(seen, events.size()).stream().anyMatch(matching)) {
				return this;
			}
			seen = events.size();
			Duration left = atMost.minusNanos(System.nanoTime() - startNs);
			this.actual.awaitEvents(seen + 1, left.isNegative() ? Duration.ZERO : left);
		}
	}

	/**
	 * The events that were published, for all that AssertJ has for lists.
	 * @return assertions on them
	 */
	public ListAssert<T> events() {
		return Assertions.assertThat(this.actual.events()).as("events of ring '%s'", this.actual.ring());
	}

}
