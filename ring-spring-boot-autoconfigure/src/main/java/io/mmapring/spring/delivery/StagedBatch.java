package io.mmapring.spring.delivery;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

import io.mmapring.event.EventHandler;
import io.mmapring.event.EventView;
import io.mmapring.spring.RingBatch;
import io.mmapring.spring.endpoint.DeliveryContext;

/**
 * Keeps the events of a batch and hands them to a method at its end: as a
 * {@link RingBatch}, or one by one if the method must be told truly which one is the last
 * that it gets. Events that are windows over bytes are kept as copies of these bytes, all
 * others as objects.
 * <p>
 * Needs a consumer that gives the whole batch again after an exception.
 */
final class StagedBatch implements EventHandler, RingBatch<Object> {

	private static final int FIRST_CAPACITY = 16;

	private final MethodHandle invoker;

	private final DeliveryContext context;

	private final EventReader reader;

	private final ListenerGate gate;

	private final Deliveries deliveries;

	private final boolean asBatch;

	private final StagedEvents staged = new StagedEvents();

	private final List<Object> objects = new ArrayList<>();

	private long[] sequences = new long[FIRST_CAPACITY];

	private int size;

	private int[] types = new int[FIRST_CAPACITY];

	private boolean begun;

	/** Whether the method may use the batch. */
	private boolean open;

	StagedBatch(MethodHandle invoker, DeliveryContext context, EventReader reader, ListenerGate gate,
			Deliveries deliveries, boolean asBatch) {
		this.invoker = invoker;
		this.context = context;
		this.reader = reader;
		this.gate = gate;
		this.deliveries = deliveries;
		this.asBatch = asBatch;
	}

	@Override
	public void onEvent(EventView event, long sequence, boolean endOfBatch) throws Exception {
		boolean done = false;
		try {
			if (!this.begun) {
				this.gate.pass(sequence);
				this.begun = true;
			}
			read(event, sequence);
			if (endOfBatch) {
				handOver();
				this.begun = false;
			}
			done = true;
		}
		finally {
			if (!done) {
				forget();
			}
		}
	}

	private void read(EventView event, long sequence) throws Exception {
		try {
			Object argument = this.reader.read(event);
			if (argument == null) {
				return;
			}
			if (this.reader.isInPlace()) {
				this.staged.add(event);
			}
			else {
				this.objects.add(argument);
			}
			if (this.size == this.sequences.length) {
				this.sequences = Arrays.copyOf(this.sequences, 2 * this.size);
				this.types = Arrays.copyOf(this.types, 2 * this.size);
			}
			this.sequences[this.size] = sequence;
			this.types[this.size] = event.type();
			this.size++;
		}
		catch (RuntimeException ex) {
			this.deliveries.failed(sequence, 1, ex);
		}
		finally {
			this.reader.close();
		}
	}

	private void handOver() throws Exception {
		this.open = true;
		try {
			if (this.asBatch && this.size > 0) {
				handOverBatch();
			}
			else {
				handOverEach();
			}
		}
		finally {
			forget();
		}
	}

	private void handOverBatch() throws Exception {
		int count = this.size;
		long first = this.sequences[0];
		try {
			this.context.at(this.types[0], first, true);
			Object unused = (Object) this.invoker.invokeExact((Object) this, this.context);
			this.deliveries.delivered(count);
		}
		catch (Throwable ex) {
			this.deliveries.failed(first, count, ex);
		}
	}

	private void handOverEach() throws Exception {
		int last = this.size - 1;
		for (int i = 0; i <= last; i++) {
			long sequence = this.sequences[i];
			try {
				this.context.at(this.types[i], sequence, i == last);
				Object unused = (Object) this.invoker.invokeExact(get(i), this.context);
				this.deliveries.delivered(1);
			}
			catch (Throwable ex) {
				this.deliveries.failed(sequence, 1, ex);
			}
		}
	}

	private void forget() {
		this.reader.close();
		this.open = false;
		this.begun = false;
		this.size = 0;
		this.staged.clear();
		this.objects.clear();
	}

	private void check(int index) {
		checkOpen();
		Objects.checkIndex(index, this.size);
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
		return this.size;
	}

	@Override
	public Object get(int index) {
		check(index);
		if (!this.reader.isInPlace()) {
			return this.objects.get(index);
		}
		this.reader.close();
		Object event = this.reader.read(this.staged.at(index));
		if (event == null) {
			throw new IllegalStateException("event %d of ring '%s' was for listener '%s' and is not any more"
				.formatted(this.sequences[index], this.context.ring(), this.context.listener()));
		}
		return event;
	}

	@Override
	public long sequence(int index) {
		check(index);
		return this.sequences[index];
	}

	@Override
	public Iterator<Object> iterator() {
		checkOpen();
		return new Events();
	}

	@Override
	public String toString() {
		return this.open ? "%d events from %d".formatted(this.size, this.sequences[0]) : "batch is over";
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
