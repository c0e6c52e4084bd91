package io.mmapring.spring.test;

import java.time.Duration;
import java.util.List;

import org.assertj.core.api.AssertProvider;

/**
 * What was published on a ring since the test began, by whomever. A recorder has no
 * group: producers do not wait for it, and it sees each event, whether listeners take it
 * or not. It reads the ring when it is asked, in the thread that asks, so events are
 * there as soon as they are published. What was overwritten by then fails the test.
 *
 * <pre>
 * &#64;Test
 * void placesOrders(&#64;RecordRing("orders") RingRecorder&lt;OrderPlaced&gt; orders) {
 *     this.checkout.pay(basket);
 *     assertThat(orders).received(new OrderPlaced(1, 10, 9.5, "ACME"));
 * }
 * </pre>
 *
 * Before each test method it forgets what was before.
 * <p>
 * Threads: safe for any number of threads.
 *
 * @param <T> type of the events that it records; events of other types are left out
 */
public interface RingRecorder<T> extends AssertProvider<RingRecorderAssert<T>> {

	/**
	 * Name of the ring.
	 * @return the name
	 */
	String ring();

	/**
	 * What was published since the test began, or since {@link #clear()}.
	 * @return the events, in their order on the ring
	 * @throws AssertionError if events were overwritten before they were read
	 */
	List<T> events();

	/**
	 * Wait until at least so many events were published.
	 * @param number how many
	 * @param atMost how long to wait at most
	 * @return all events so far
	 * @throws AssertionError if there are fewer by then, with those there are
	 */
	List<T> awaitEvents(int number, Duration atMost);

	/** Forget what was published so far. */
	void clear();

	@Override
	default RingRecorderAssert<T> assertThat() {
		return new RingRecorderAssert<>(this);
	}

}
