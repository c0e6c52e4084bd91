package io.mmapring.spring.delivery;

import java.util.ArrayList;
import java.util.List;

import io.mmapring.event.EventView;

/** The events of a batch as objects. */
final class KeptList implements KeptEvents {

	private final List<Object> events = new ArrayList<>();

	private final List<Long> sequences = new ArrayList<>();

	private final List<Integer> types = new ArrayList<>();

	@Override
	public void add(Object argument, EventView event, long sequence) {
		this.events.add(argument);
		this.sequences.add(sequence);
		this.types.add(event.type());
	}

	@Override
	public int count() {
		return this.sequences.size();
	}

	@Override
	public Object event(int index) {
		return this.events.get(index);
	}

	@Override
	public long sequenceAt(int index) {
		return this.sequences.get(index);
	}

	@Override
	public int typeAt(int index) {
		return this.types.get(index);
	}

	@Override
	public List<Object> from(int index) {
		return new ArrayList<>(this.events.subList(index, this.events.size()));
	}

	@Override
	public List<Long> sequences(int from, int to) {
		return List.copyOf(this.sequences.subList(from, to));
	}

	@Override
	public void forgetFrom(long sequence) {
		for (int last = count() - 1; last >= 0 && sequenceAt(last) >= sequence; last--) {
			this.events.remove(last);
			this.sequences.remove(last);
			this.types.remove(last);
		}
	}

	@Override
	public void clear() {
		this.events.clear();
		this.sequences.clear();
		this.types.clear();
	}

}
