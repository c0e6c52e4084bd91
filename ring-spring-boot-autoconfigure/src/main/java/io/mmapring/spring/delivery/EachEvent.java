package io.mmapring.spring.delivery;

import java.lang.invoke.MethodHandle;

import org.jspecify.annotations.Nullable;

import io.mmapring.Consumer;
import io.mmapring.event.EventHandler;
import io.mmapring.event.EventView;
import io.mmapring.spring.RingErrorAction;
import io.mmapring.spring.endpoint.DeliveryContext;

/**
 * Hands each event to a method as soon as it is met.
 */
final class EachEvent implements EventHandler {

	private final MethodHandle invoker;

	private final DeliveryContext context;

	private final EventReader reader;

	private final ListenerGate gate;

	private final Deliveries deliveries;

	private final Failures failures;

	/** Acknowledged for what never reaches the method, if events are at all. */
	private final @Nullable Consumer consumer;

	EachEvent(MethodHandle invoker, DeliveryContext context, EventReader reader, ListenerGate gate,
			Deliveries deliveries, Failures failures, @Nullable Consumer consumer) {
		this.invoker = invoker;
		this.context = context;
		this.reader = reader;
		this.gate = gate;
		this.deliveries = deliveries;
		this.failures = failures;
		this.consumer = consumer;
	}

	@Override
	public void onEvent(EventView event, long sequence, boolean endOfBatch) throws Exception {
		this.gate.pass(sequence);
		try {
			handOver(event, sequence, endOfBatch);
		}
		catch (Throwable ex) {
			failed(event, sequence, endOfBatch, ex);
		}
		finally {
			this.reader.close();
		}
	}

	private void handOver(EventView event, long sequence, boolean endOfBatch) throws Throwable {
		Object argument;
		try {
			argument = this.reader.read(event);
		}
		catch (RuntimeException ex) {
			throw new UnreadableException(ex);
		}
		if (argument != null) {
			this.context.at(event, sequence, endOfBatch);
			Object unused = (Object) this.invoker.invokeExact(argument, this.context);
			this.deliveries.delivered(1);
		}
		else {
			acknowledge(sequence);
		}
	}

	private void failed(EventView event, long sequence, boolean endOfBatch, Throwable first) throws Exception {
		Attempts attempts = new Attempts();
		try {
			Throwable failure = first;
			while (failure != null) {
				boolean readable = !(failure instanceof UnreadableException);
				Throwable ex = UnreadableException.unwrap(failure);
				this.context.at(event, sequence, endOfBatch);
				Object argument = (readable && this.failures.isAsking()) ? this.reader.read(event) : null;
				RingErrorAction action = this.failures.decide(attempts, ex, readable, this.context, argument, 1);
				if (action == RingErrorAction.RETRY) {
					failure = again(event, sequence, endOfBatch, attempts);
				}
				else {
					this.failures.settle(action, event, sequence, ex, readable ? attempts.number() : 0);
					acknowledge(sequence);
					failure = null;
				}
			}
		}
		finally {
			this.context.attempt(1);
			this.failures.over();
		}
	}

	private @Nullable Throwable again(EventView event, long sequence, boolean endOfBatch, Attempts attempts) {
		this.reader.close();
		this.context.attempt(attempts.number());
		try {
			handOver(event, sequence, endOfBatch);
			return null;
		}
		catch (Throwable ex) {
			// decided upon like the first one
			return ex;
		}
	}

	private void acknowledge(long sequence) {
		if (this.consumer != null) {
			this.consumer.acknowledge(sequence);
		}
	}

}
