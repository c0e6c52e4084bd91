package io.mmapring.spring.delivery;

import java.lang.invoke.MethodHandle;

import io.mmapring.event.EventHandler;
import io.mmapring.event.EventView;
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

	EachEvent(MethodHandle invoker, DeliveryContext context, EventReader reader, ListenerGate gate,
			Deliveries deliveries) {
		this.invoker = invoker;
		this.context = context;
		this.reader = reader;
		this.gate = gate;
		this.deliveries = deliveries;
	}

	@Override
	public void onEvent(EventView event, long sequence, boolean endOfBatch) throws Exception {
		this.gate.pass(sequence);
		try {
			Object argument = this.reader.read(event);
			if (argument != null) {
				this.context.at(event, sequence, endOfBatch);
				Object unused = (Object) this.invoker.invokeExact(argument, this.context);
				this.deliveries.delivered(1);
			}
		}
		catch (Throwable ex) {
			this.deliveries.failed(sequence, 1, ex);
		}
		finally {
			this.reader.close();
		}
	}

}
