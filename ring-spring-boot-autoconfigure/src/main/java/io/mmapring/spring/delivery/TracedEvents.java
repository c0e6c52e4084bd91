package io.mmapring.spring.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.mmapring.event.EventView;

/** The events of a batch with their traces, which lie in the slots. */
final class TracedEvents extends AroundKeptEvents {

	private final boolean hasTrace;

	private final List<@Nullable String> traceparents = new ArrayList<>();

	/** What was asked for last is handed over next. */
	private int from;

	private int to;

	/**
	 * Keep traces.
	 * @param hasTrace whether events of the ring have one
	 */
	TracedEvents(KeptEvents events, boolean hasTrace) {
		super(events);
		this.hasTrace = hasTrace;
	}

	@Override
	public void add(Object argument, EventView event, long sequence) {
		super.add(argument, event, sequence);
		this.traceparents.add(this.hasTrace ? event.headers().traceparent() : null);
	}

	/** How many were asked for last. */
	int handed() {
		return this.to - this.from;
	}

	/** Their traces. */
	List<String> traceparents() {
		return this.traceparents.subList(this.from, this.to).stream().filter(Objects::nonNull).toList();
	}

	@Override
	public Object event(int index) {
		this.from = index;
		this.to = index + 1;
		return super.event(index);
	}

	@Override
	public Object from(int index) {
		this.from = index;
		this.to = count();
		return super.from(index);
	}

	@Override
	public void forgetFrom(long sequence) {
		super.forgetFrom(sequence);
		this.traceparents.subList(count(), this.traceparents.size()).clear();
	}

	@Override
	public void clear() {
		super.clear();
		this.traceparents.clear();
	}

}
