package io.mmapring.spring.delivery;

import org.jspecify.annotations.Nullable;

import io.mmapring.Consumer;
import io.mmapring.StorePosition;
import io.mmapring.event.EventHandler;
import io.mmapring.spring.AckMode;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.endpoint.DeliveryContext;
import io.mmapring.spring.endpoint.EventForm;
import io.mmapring.spring.endpoint.ListenerEndpoint;
import io.mmapring.spring.endpoint.ListenerSignature;
import io.mmapring.spring.rings.EventCodecs;
import io.mmapring.spring.rings.EventTypes;
import io.mmapring.spring.rings.Flyweight;

/**
 * How the events of a ring reach one listener.
 * <p>
 * Threads: safe for any number of threads; what it makes is for one.
 */
public final class Delivery {

	private final ListenerEndpoint endpoint;

	private final EventTypes types;

	private final Deliveries deliveries;

	private final @Nullable DeadLetters deadLetters;

	private final boolean whole;

	/**
	 * Deliver to a listener.
	 * @param endpoint the listener
	 * @param types types of events on its ring
	 * @param deliveries counts what is delivered
	 * @param deadLetters publishes what cannot be handled, or {@code null}
	 * @throws RingSignatureException if it cannot be handed its events
	 */
	public Delivery(ListenerEndpoint endpoint, EventTypes types, Deliveries deliveries,
			@Nullable DeadLetters deadLetters) {
		this.endpoint = endpoint;
		this.types = types;
		this.deliveries = deliveries;
		this.deadLetters = deadLetters;
		checkFlyweights();
		this.whole = isWholeBatch();
	}

	/** Here, since handlers are made in threads of their own. */
	private void checkFlyweights() {
		ListenerSignature signature = this.endpoint.signature();
		for (Class<?> type : signature.eventTypes()) {
			if (this.types.isFlyweight(type)) {
				if (signature.form() == EventForm.LIST) {
					throw new RingSignatureException(this.endpoint.place(),
							"argument=List of flyweights (expected: events that can be kept)",
							"take a RingBatch of them");
				}
				Flyweight.of(type);
			}
		}
	}

	/**
	 * A method that asks for the end of a batch must be told with the last event that is
	 * for it; among events of other types, or with a filter, that one is known only
	 * afterwards.
	 */
	private boolean isWholeBatch() {
		ListenerSignature signature = this.endpoint.signature();
		boolean batches = this.endpoint.settings().ackMode() == AckMode.BATCH;
		boolean typed = signature.eventTypes().stream().noneMatch(EventCodecs::isRaw);
		boolean passes = (typed && this.types.isMixed()) || this.endpoint.filter() != null
				|| signature.eventTypes().stream().anyMatch(this.types::isFlyweight);
		return signature.batch() || (signature.endOfBatch() && batches && passes);
	}

	/**
	 * When the consumer is to store its position.
	 * @return behind each event, behind each batch, behind a batch that was handed over
	 * as a whole, or over what is acknowledged
	 */
	public StorePosition storePosition() {
		if (this.endpoint.settings().ackMode() == AckMode.MANUAL) {
			return StorePosition.MANUAL;
		}
		if (this.whole) {
			return StorePosition.WHOLE_BATCH;
		}
		return (this.endpoint.settings().ackMode() == AckMode.RECORD) ? StorePosition.EACH_EVENT
				: StorePosition.EACH_BATCH;
	}

	/**
	 * Make the handler of a thread.
	 * @param gate whether the next event may be taken
	 * @param consumer hands the events out
	 * @return calls the listener's method
	 */
	public EventHandler handler(ListenerGate gate, @Nullable Consumer consumer) {
		ListenerSignature signature = this.endpoint.signature();
		boolean list = signature.form() == EventForm.LIST;
		EventReader reader = EventReader.of(signature.eventTypes(), this.types, !list, this.endpoint.filter());
		DeliveryContext context = new DeliveryContext(this.endpoint, this.types);
		Consumer acknowledged = (storePosition() == StorePosition.MANUAL) ? consumer : null;
		Failures failures = new Failures(this.endpoint.settings().errors(),
				this.endpoint.errorHandler().get().orElse(null), this.deliveries, this.deadLetters, gate);
		if (this.whole) {
			boolean batch = signature.form() == EventForm.BATCH;
			KeptEvents events = (batch || (!list && reader.isInPlace())) ? new StagedBatch(context, reader)
					: new KeptList();
			BatchMethod method = new BatchMethod(signature.invoker(), context, this.deliveries, failures,
					signature.batch(), acknowledged);
			return new WholeBatch(method, events, context, reader, gate, failures, acknowledged);
		}
		if (acknowledged != null) {
			context.acknowledgments(() -> new EventAcknowledgment(acknowledged, context.sequence()));
		}
		return new EachEvent(signature.invoker(), context, reader, gate, this.deliveries, failures, acknowledged);
	}

}
