package io.mmapring.spring.endpoint;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.mmapring.event.EventHeader;
import io.mmapring.event.EventHeaders;
import io.mmapring.event.EventView;
import io.mmapring.spring.Acknowledgment;
import io.mmapring.spring.RingEventId;
import io.mmapring.spring.RingMetadata;
import io.mmapring.spring.rings.EventTypes;

/**
 * What the arguments of a listener are taken from, beside the event: one object for each
 * thread, moved from event to event.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class DeliveryContext implements RingMetadata {

	private final String ring;

	private final String listener;

	private final String group;

	private final IntFunction<String> typeNames;

	private final Supplier<UUID> ringId;

	private final Set<EventHeader> headers;

	private final boolean userHeaders;

	/** Where the event lies; {@code null} once that is over. */
	private @Nullable EventView view;

	private long sequence = -1;

	private boolean endOfBatch;

	private int type;

	private int attempt = 1;

	private @Nullable Supplier<Acknowledgment> acknowledgments;

	/** What is kept of the events of a batch. */
	private @Nullable IntFunction<List<@Nullable Object>> columns;

	/**
	 * Prepare to deliver.
	 * @param endpoint the listener
	 * @param types types of events on its ring, which is open
	 */
	public DeliveryContext(ListenerEndpoint endpoint, EventTypes types) {
		this.ring = endpoint.ring();
		this.listener = endpoint.id();
		this.group = endpoint.group();
		this.typeNames = types::name;
		this.ringId = types::ringId;
		this.headers = types.eventHeaders();
		this.userHeaders = types.hasUserHeaders();
	}

	DeliveryContext(String ring, String listener, String group, IntFunction<String> typeNames, Supplier<UUID> ringId) {
		this.ring = ring;
		this.listener = listener;
		this.group = group;
		this.typeNames = typeNames;
		this.ringId = ringId;
		this.headers = Set.of();
		this.userHeaders = false;
	}

	/**
	 * Whether an argument of a type comes from here and not from the event.
	 * @param type the type
	 * @return whether {@link #argument} knows it
	 */
	public static boolean hasArgument(Class<?> type) {
		return ContextArgument.of(type) != null;
	}

	/**
	 * An argument that does not come from the event.
	 * @param type its type
	 * @return the argument
	 * @throws IllegalArgumentException if there is none of that type
	 */
	public @Nullable Object argument(Class<?> type) {
		ContextArgument argument = ContextArgument.of(type);
		if (argument == null) {
			throw new IllegalArgumentException("argument=%s (expected: one that is known of an event)".formatted(type));
		}
		return argument.get(this);
	}

	/**
	 * Whether the event is there with a header.
	 * @param header the header
	 * @return whether it can be read
	 */
	public boolean has(EventHeader header) {
		return this.view != null && this.headers.contains(header);
	}

	/**
	 * Whether the event is there with headers of the user's own.
	 * @return whether they can be read
	 */
	public boolean hasUserHeaders() {
		return this.view != null && this.userHeaders;
	}

	/**
	 * Move to an event where it lies.
	 * @param view the event
	 * @param sequence its sequence
	 * @param endOfBatch whether no further event follows at once
	 */
	public void at(EventView view, long sequence, boolean endOfBatch) {
		if (this.view != view) {
			this.view = view;
		}
		this.type = view.type();
		this.sequence = sequence;
		this.endOfBatch = endOfBatch;
	}

	/**
	 * Move to an event that was read before and lies no longer where it was.
	 * @param type its type number
	 * @param sequence its sequence
	 * @param endOfBatch whether no further event follows at once
	 */
	public void at(int type, long sequence, boolean endOfBatch) {
		this.view = null;
		this.type = type;
		this.sequence = sequence;
		this.endOfBatch = endOfBatch;
	}

	/**
	 * Say how often the event is handed over.
	 * @param attempt 1 for the first time
	 */
	public void attempt(int attempt) {
		this.attempt = attempt;
	}

	/**
	 * Say how to acknowledge what is handed over.
	 * @param acknowledgments makes the acknowledgment of what this stands at
	 */
	public void acknowledgments(Supplier<Acknowledgment> acknowledgments) {
		this.acknowledgments = acknowledgments;
	}

	/**
	 * Say what is kept of the events of a batch.
	 * @param columns makes a list of what is kept for an argument, of the events that are
	 * handed over
	 */
	public void columns(IntFunction<List<@Nullable Object>> columns) {
		this.columns = columns;
	}

	/**
	 * Whether events are handed over with what was kept of each.
	 * @return whether there are columns
	 */
	public boolean hasColumns() {
		return this.columns != null;
	}

	/**
	 * What is kept of the events that are handed over. Makes a list.
	 * @param index number of the column
	 * @return one for each event
	 */
	public List<@Nullable Object> column(int index) {
		IntFunction<List<@Nullable Object>> columns = this.columns;
		if (columns == null) {
			throw new IllegalStateException("nothing is kept of the events of a batch for " + this);
		}
		return columns.apply(index);
	}

	/** Of what is handed over now. Makes an object. */
	Acknowledgment acknowledgment() {
		Supplier<Acknowledgment> acknowledgments = this.acknowledgments;
		if (acknowledgments == null) {
			throw new IllegalStateException(
					"listener '%s' is not acknowledged by hand: ack-mode (expected: manual)".formatted(this.listener));
		}
		return acknowledgments.get();
	}

	@Override
	public String ring() {
		return this.ring;
	}

	@Override
	public String listener() {
		return this.listener;
	}

	@Override
	public String group() {
		return this.group;
	}

	@Override
	public long sequence() {
		return this.sequence;
	}

	@Override
	public boolean endOfBatch() {
		return this.endOfBatch;
	}

	@Override
	public int type() {
		return this.type;
	}

	@Override
	public String typeName() {
		return typeName(this.type);
	}

	String typeName(int type) {
		return this.typeNames.apply(type);
	}

	/** Bytes of the payload. */
	int length() {
		EventView view = this.view;
		if (view == null) {
			throw new IllegalStateException("the payload of %s is not kept".formatted(this));
		}
		return view.length();
	}

	@Override
	public int attempt() {
		return this.attempt;
	}

	@Override
	public EventHeaders headers() {
		EventView view = this.view;
		if (view == null) {
			throw new IllegalStateException(
					"headers of an event of ring '%s' are not kept for listener '%s': batch=whole (expected: events one by one); take them one by one, or lists of headers or of RingMetadata beside the batch"
						.formatted(this.ring, this.listener));
		}
		return view.headers();
	}

	@Override
	public RingEventId eventId() {
		return new RingEventId(this.ringId.get(), this.sequence);
	}

	@Override
	public String toString() {
		return "event %d of ring '%s' for listener '%s'".formatted(this.sequence, this.ring, this.listener);
	}

}
