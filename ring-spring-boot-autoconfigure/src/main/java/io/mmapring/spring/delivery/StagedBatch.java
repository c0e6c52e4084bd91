package io.mmapring.spring.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

import io.mmapring.event.EventView;
import io.mmapring.spring.RingBatch;
import io.mmapring.spring.endpoint.DeliveryContext;

/**
 * The events of a batch without objects of their own, which a method may get as a
 * {@link RingBatch}. Events that are windows over bytes are kept as copies of these
 * bytes, all others as objects.
 */
final class StagedBatch implements KeptEvents, RingBatch<Object> {

	private static final int FIRST_CAPACITY = 16;

	private final DeliveryContext context;

	private final EventReader reader;

	private final StagedEvents staged = new StagedEvents();

	private final List<Object> objects = new ArrayList<>();

	private long[] sequences = new long[FIRST_CAPACITY];

	private int count;

	private int[] types = new int[FIRST_CAPACITY];

	/** Where the batch begins that the method may use. */
	private int first;

	/** Whether the method may use the batch. */
	private boolean open;

	StagedBatch(DeliveryContext context, EventReader reader) {
		this.context = context;
		this.reader = reader;
	}

	@Override
	public void add(Object argument, EventView event, long sequence) {
		if (this.reader.isInPlace()) {
			this.staged.add(event);
		}
		else {
			this.objects.add(argument);
		}
		if (this.count == this.sequences.length) {
			this.sequences = Arrays.copyOf(this.sequences, 2 * this.count);
			this.types = Arrays.copyOf(this.types, 2 * this.count);
		}
		this.sequences[this.count] = sequence;
		this.types[this.count] = event.type();
		this.count++;
	}

	@Override
	public Object event(int index) {
		if (!this.reader.isInPlace()) {
			return this.objects.get(index);
		}
		this.reader.close();
		Object event = this.reader.read(this.staged.at(index, this.types[index]));
		if (event == null) {
			throw new IllegalStateException("event %d of ring '%s' was for listener '%s' and is not any more"
				.formatted(this.sequences[index], this.context.ring(), this.context.listener()));
		}
		return event;
	}

	@Override
	public int typeAt(int index) {
		return this.types[index];
	}

	@Override
	public long sequenceAt(int index) {
		return this.sequences[index];
	}

	@Override
	public int count() {
		return this.count;
	}

	@Override
	public Object from(int index) {
		this.first = index;
		this.open = true;
		return this;
	}

	@Override
	public List<Long> sequences(int from, int to) {
		return Arrays.stream(this.sequences, from, to).boxed().toList();
	}

	@Override
	public void forgetFrom(long sequence) {
		while (this.count > 0 && this.sequences[this.count - 1] >= sequence) {
			this.count--;
			if (this.reader.isInPlace()) {
				this.staged.removeLast();
			}
			else {
				this.objects.remove(this.count);
			}
		}
	}

	@Override
	public void clear() {
		this.reader.close();
		this.open = false;
		this.first = 0;
		this.count = 0;
		this.staged.clear();
		this.objects.clear();
	}

	private void check(int index) {
		checkOpen();
		Objects.checkIndex(index, this.count - this.first);
	}

	private void checkOpen() {
		if (!this.open) {
			throw new IllegalStateException(
					"a batch of ring '%s' is used after its listener '%s' has returned (expected: use until it returns); copy what must outlive it"
						.formatted(this.context.ring(), this.context.listener()));
		}
	}

	@Override
	public int size() {
		checkOpen();
		return this.count - this.first;
	}

	@Override
	public Object get(int index) {
		check(index);
		return event(this.first + index);
	}

	@Override
	public long sequence(int index) {
		return this.sequences[this.first + index];
	}

	@Override
	public Iterator<Object> iterator() {
		checkOpen();
		return new Events();
	}

	@Override
	public String toString() {
		return this.open ? "%d events from %d".formatted(size(), this.sequences[this.first]) : "batch is over";
	}

	/** Goes through the batch once. */
	private final class Events implements Iterator<Object> {

		private int next;

		@Override
		public boolean hasNext() {
			return this.next < size();
		}

		@Override
		public Object next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			Object event = get(this.next);
			this.next++;
			return event;
		}

	}

}
