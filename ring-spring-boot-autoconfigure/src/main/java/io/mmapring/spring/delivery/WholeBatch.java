package io.mmapring.spring.delivery;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

import io.mmapring.event.EventHandler;
import io.mmapring.event.EventView;
import io.mmapring.spring.endpoint.DeliveryContext;

/**
 * Keeps the events of a batch and hands them to a method at its end: as a list, or one by
 * one if the method must be told truly which one is the last that it gets.
 * <p>
 * Needs a consumer that gives the whole batch again after an exception.
 */
final class WholeBatch implements EventHandler {

	private final MethodHandle invoker;

	private final DeliveryContext context;

	private final EventReader reader;

	private final ListenerGate gate;

	private final Deliveries deliveries;

	private final boolean asList;

	private List<Object> events = new ArrayList<>();

	private final List<Long> sequences = new ArrayList<>();

	private final List<Integer> types = new ArrayList<>();

	private boolean begun;

	WholeBatch(MethodHandle invoker, DeliveryContext context, EventReader reader, ListenerGate gate,
			Deliveries deliveries, boolean asList) {
		this.invoker = invoker;
		this.context = context;
		this.reader = reader;
		this.gate = gate;
		this.deliveries = deliveries;
		this.asList = asList;
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
			if (argument != null) {
				this.events.add(argument);
				this.sequences.add(sequence);
				this.types.add(event.type());
			}
		}
		catch (RuntimeException ex) {
			this.deliveries.failed(sequence, 1, ex);
		}
	}

	private void handOver() throws Exception {
		if (this.events.isEmpty()) {
			return;
		}
		if (this.asList) {
			handOverList();
		}
		else {
			handOverEach();
		}
		forget();
	}

	private void handOverList() throws Exception {
		// a new list each time: the method may keep it
		List<Object> events = this.events;
		this.events = new ArrayList<>();
		int count = events.size();
		long first = this.sequences.get(0);
		try {
			this.context.at(this.types.get(0), first, true);
			Object unused = (Object) this.invoker.invokeExact((Object) events, this.context);
			this.deliveries.delivered(count);
		}
		catch (Throwable ex) {
			this.deliveries.failed(first, count, ex);
		}
	}

	private void handOverEach() throws Exception {
		int last = this.events.size() - 1;
		for (int i = 0; i <= last; i++) {
			long sequence = this.sequences.get(i);
			try {
				this.context.at(this.types.get(i), sequence, i == last);
				Object unused = (Object) this.invoker.invokeExact(this.events.get(i), this.context);
				this.deliveries.delivered(1);
			}
			catch (Throwable ex) {
				this.deliveries.failed(sequence, 1, ex);
			}
		}
	}

	private void forget() {
		this.events.clear();
		this.sequences.clear();
		this.types.clear();
		this.begun = false;
	}

}
