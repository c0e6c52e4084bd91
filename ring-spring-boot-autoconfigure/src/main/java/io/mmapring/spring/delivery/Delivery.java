package io.mmapring.spring.delivery;

import java.lang.invoke.MethodHandle;

import org.jspecify.annotations.Nullable;

import io.mmapring.Consumer;
import io.mmapring.StorePosition;
import io.mmapring.event.EventHandler;
import io.mmapring.event.EventHeader;
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

	private final HandlingSource handlings;

	private final boolean whole;

	/**
	 * Deliver to a listener.
	 * @param endpoint the listener
	 * @param types types of events on its ring
	 * @param deliveries counts what is delivered
	 * @param deadLetters publishes what cannot be handled, or {@code null}
	 * @param handlings told what becomes of the events
	 * @throws RingSignatureException if it cannot be handed its events
	 */
	public Delivery(ListenerEndpoint endpoint, EventTypes types, Deliveries deliveries,
			@Nullable DeadLetters deadLetters, HandlingSource handlings) {
		this.endpoint = endpoint;
		this.types = types;
		this.deliveries = deliveries;
		this.deadLetters = deadLetters;
		this.handlings = handlings;
		handlings.check(endpoint, types.eventHeaders());
		checkFlyweights();
		this.whole = isWholeBatch();
		if (this.whole && !endpoint.signature().batch() && !endpoint.signature().headers().isEmpty()) {
			throw new RingSignatureException(endpoint.place(),
					"arguments=@RingHeader and boolean, the end of the batch (expected: one of them, where there are several types, a filter or flyweights: headers of a batch are not kept)",
					"leave one of them out");
		}
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
		this.deliveries.passOver().isHanded(context::sequence);
		Consumer acknowledged = (storePosition() == StorePosition.MANUAL) ? consumer : null;
		Handling handling = this.handlings.of(this.endpoint);
		Failures failures = new Failures(this.endpoint.settings().errors(),
				this.endpoint.errorHandler().get().orElse(null), this.deliveries, this.deadLetters, gate, handling);
		if (this.whole) {
			return whole(reader, context, gate, failures, handling, acknowledged);
		}
		if (acknowledged != null) {
			context.acknowledgments(() -> new EventAcknowledgment(acknowledged, context.sequence()));
		}
		MethodHandle method = signature.invoker();
		MethodHandle invoker = handling.isOfEach() ? ObservedMethod.around(method, handling, null, false) : method;
		return new EachEvent(invoker, context, reader, gate, this.deliveries, failures, acknowledged);
	}

	private EventHandler whole(EventReader reader, DeliveryContext context, ListenerGate gate, Failures failures,
			Handling handling, @Nullable Consumer acknowledged) {
		ListenerSignature signature = this.endpoint.signature();
		boolean staged = signature.form() == EventForm.BATCH
				|| (signature.form() != EventForm.LIST && reader.isInPlace());
		KeptEvents events = staged ? new StagedBatch(context, reader) : new KeptList();
		if (!signature.columns().isEmpty()) {
			DeliveryContext reading = new DeliveryContext(this.endpoint, this.types);
			events = new KeptColumns(events, context, reading, signature.columns());
		}
		MethodHandle invoker = signature.invoker();
		if (handling.isOfEach()) {
			TracedEvents traced = new TracedEvents(events, this.types.eventHeaders().contains(EventHeader.TRACE));
			invoker = ObservedMethod.around(invoker, handling, traced, signature.batch());
			events = traced;
		}
		BatchMethod method = new BatchMethod(invoker, context, this.deliveries, failures, signature.batch(),
				acknowledged);
		return new WholeBatch(method, events, context, reader, gate, failures, acknowledged);
	}

}
