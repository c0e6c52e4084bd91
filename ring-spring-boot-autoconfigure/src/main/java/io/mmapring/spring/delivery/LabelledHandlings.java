package io.mmapring.spring.delivery;

import java.util.Set;

import io.mmapring.event.EventHeader;
import io.mmapring.spring.RingErrorAction;
import io.mmapring.spring.endpoint.ListenerEndpoint;

/**
 * Labels log lines around what others are told of events.
 * <p>
 * Threads: safe for any number of threads; what it makes is for one.
 */
public final class LabelledHandlings implements HandlingSource {

	private final HandlingSource others;

	private final ListenerLabels labels;

	/**
	 * Put labels around.
	 * @param others told too
	 * @param labels labels the lines
	 */
	public LabelledHandlings(HandlingSource others, ListenerLabels labels) {
		this.others = others;
		this.labels = labels;
	}

	@Override
	public void check(ListenerEndpoint endpoint, Set<EventHeader> headers) {
		this.others.check(endpoint, headers);
	}

	@Override
	public Handling of(ListenerEndpoint endpoint) {
		Handling other = this.others.of(endpoint);
		Handling labels = this.labels.handling();
		return (other == Handling.NONE) ? labels : new Both(labels, other);
	}

	/**
	 * Tells both, the labels around the other one.
	 *
	 * @param labels labels the lines
	 * @param other is told within
	 */
	private record Both(Handling labels, Handling other) implements Handling {

		@Override
		public boolean isOfEach() {
			return this.labels.isOfEach() || this.other.isOfEach();
		}

		@Override
		public void begin(HandedEvents events) {
			this.labels.begin(events);
			this.other.begin(events);
		}

		@Override
		public void handled() {
			this.other.handled();
			this.labels.handled();
		}

		@Override
		public void failed(long sequence, Throwable ex) {
			this.labels.failed(sequence, ex);
			this.other.failed(sequence, ex);
		}

		@Override
		public void decided(RingErrorAction action) {
			this.labels.decided(action);
			this.other.decided(action);
		}

		@Override
		public void over() {
			this.other.over();
			this.labels.over();
		}

	}

}
