package io.mmapring.spring.delivery;

import java.util.List;

import io.mmapring.event.EventView;

/** The events of a batch, with more kept of each by whoever extends it. */
abstract class AroundKeptEvents implements KeptEvents {

	private final KeptEvents events;

	AroundKeptEvents(KeptEvents events) {
		this.events = events;
	}

	@Override
	public void add(Object argument, EventView event, long sequence) {
		this.events.add(argument, event, sequence);
	}

	@Override
	public final int count() {
		return this.events.count();
	}

	@Override
	public Object event(int index) {
		return this.events.event(index);
	}

	@Override
	public final long sequenceAt(int index) {
		return this.events.sequenceAt(index);
	}

	@Override
	public final int typeAt(int index) {
		return this.events.typeAt(index);
	}

	@Override
	public Object from(int index) {
		return this.events.from(index);
	}

	@Override
	public final List<Long> sequences(int from, int to) {
		return this.events.sequences(from, to);
	}

	@Override
	public void forgetFrom(long sequence) {
		this.events.forgetFrom(sequence);
	}

	@Override
	public void clear() {
		this.events.clear();
	}

}
