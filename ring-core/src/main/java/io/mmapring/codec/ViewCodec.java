package io.mmapring.codec;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.error.EventEncodingException;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventHandler;
import io.mmapring.event.EventView;
import io.mmapring.event.RingCodec;
import io.mmapring.event.ShardKey;
import io.mmapring.file.RingMemory;
import io.mmapring.file.SlotBuffer;

/**
 * Reads and writes events in place, through an interface of getters and setters: nothing
 * is copied, no object is made.
 * <p>
 * A getter is {@code T name()}, a setter {@code void name(T)} or one that returns the
 * interface; {@code get}, {@code is} and {@code set} before the name are left out of it.
 * The components lie as those of a record would, see {@link RecordCodec}, in the order in
 * which their first methods are declared. A record with the same components and the same
 * name in {@code @RingEvent} is the same type.
 * <p>
 * A view is valid until its handler or filler returns. Later use is an
 * {@link IllegalStateException} as long as no other event is there; with assertions on
 * ({@code -ea}) each event has a view of its own, so that it always is.
 * <p>
 * Threads: safe for any number of threads, but not so the handlers and fillers that it
 * makes.
 *
 * @param <V> the interface
 */
public final class ViewCodec<V> implements RingCodec<V> {

	private static final boolean STRICT = ViewCodec.class.desiredAssertionStatus();

	private final Class<V> type;

	private final Layout layout;

	private final @Nullable String unreadable;

	private final Supplier<RingView> views;

	private final OlderEvents older;

	/** What a new event holds. */
	private final byte[] blank;

	private ViewCodec(Class<V> type) {
		this.type = type;
		List<ViewProperty> properties = ViewProperties.of(type);
		this.layout = Layout.of(type, properties.stream().map(ViewProperty::declared).toList(), List.of(type));
		this.unreadable = properties.stream()
			.filter((property) -> property.getter() == null)
			.map((property) -> property.declared().place().component())
			.findFirst()
			.orElse(null);
		this.older = new OlderEvents(this.layout);
		this.blank = new byte[this.layout.length()];
		SlotBuffer blank = copy(this.blank);
		this.layout.putAbsent(0, blank, 0);
		blank.getBytes(0, this.blank);
		this.views = GeneratedViews.of(type, properties, this.layout, this.blank);
	}

	/**
	 * Make the codec of an interface. Takes milliseconds, so keep it.
	 * @param <V> the interface
	 * @param type the interface; it may be nested and need not be public
	 * @return the codec
	 * @throws IllegalArgumentException if a method is neither getter nor setter, a
	 * component has a type that has no layout, or the interface is in a closed package of
	 * a module
	 */
	public static <V> ViewCodec<V> of(Class<V> type) {
		return new ViewCodec<>(Objects.requireNonNull(type, "type"));
	}

	@Override
	public Class<V> type() {
		return this.type;
	}

	@Override
	public String name() {
		return this.layout.name();
	}

	@Override
	public String layout() {
		return this.layout.text();
	}

	@Override
	public @Nullable String mismatch(String layout) {
		return LayoutText.mismatch(layout, layout());
	}

	/**
	 * Bytes that every event of this type takes.
	 * @return the length in bytes
	 */
	public int length() {
		return this.layout.length();
	}

	@Override
	public int length(V event) {
		Objects.requireNonNull(event, "event");
		return this.layout.length();
	}

	/**
	 * Take events through a view. The handler is for one consumer.
	 * @param handler takes each event
	 * @return the handler to poll with
	 */
	public EventHandler handler(ViewHandler<V> handler) {
		Objects.requireNonNull(handler, "handler");
		ViewReader<V> reader = reader();
		return (event, sequence, endOfBatch) -> {
			try {
				handler.onEvent(reader.read(event), sequence, endOfBatch);
			}
			finally {
				reader.close();
			}
		};
	}

	/**
	 * Look at events one after the other, for who writes a handler of their own.
	 * @return moves a view from event to event
	 */
	public ViewReader<V> reader() {
		return new ViewReader<>(this);
	}

	RingView viewOr(@Nullable RingView reused) {
		return (reused == null || STRICT) ? this.views.get() : reused;
	}

	/**
	 * The view as the interface, which its class implements. A checked cast to a class
	 * that is only known at run time would cost as much as all else on the way.
	 */
	@SuppressWarnings("unchecked")
	V event(RingView view) {
		return (V) view;
	}

	void wrap(RingView view, EventView event) {
		if (event.length() < this.layout.length()) {
			view.read(this.older.completed(event.payload(), 0, event.length()), 0);
		}
		else {
			view.read(event.payload(), 0);
		}
	}

	/**
	 * Write events through a view. The filler is for one producer, and for payloads of
	 * {@link #length()} bytes.
	 * @param <T> what events are made from
	 * @param filler writes each event
	 * @return the filler to publish with
	 */
	public <T> EventFiller<T> filler(ViewFiller<V, T> filler) {
		Objects.requireNonNull(filler, "filler");
		RingView reused = this.views.get();
		return (payload, source) -> {
			RingView view = viewOr(reused);
			view.write(payload, 0);
			try {
				view.blank(this.blank);
				filler.fill(event(view), source);
			}
			finally {
				view.close();
			}
		};
	}

	/**
	 * Write events one after the other, for who makes claims of their own.
	 * @return moves a view from event to event
	 */
	public ViewWriter<V> writer() {
		return new ViewWriter<>(this);
	}

	void begin(RingView view, MutableDirectBuffer payload) {
		payload.putBytes(0, this.blank);
		view.write(payload, 0);
	}

	/**
	 * Write an event of any class that implements the interface: what its getters return.
	 * Makes a view; {@link #filler} makes none.
	 */
	@Override
	public void encode(V event, MutableDirectBuffer buffer, int offset) {
		Objects.requireNonNull(event, "event");
		if (this.unreadable != null) {
			throw new EventEncodingException(this.layout.name(), this.unreadable,
					"no getter (expected: one for each component); add it, or write the event with a filler");
		}
		RingView view = this.views.get();
		view.write(buffer, offset);
		view.blank(this.blank);
		view.copyFrom(event);
	}

	/**
	 * Read an event: a view of a copy, which stays valid. Makes objects; {@link #handler}
	 * makes none.
	 */
	@Override
	public V decode(DirectBuffer buffer, int offset, int length) {
		buffer.boundsCheck(offset, length);
		RingView view = this.views.get();
		if (length < this.layout.length()) {
			view.read(this.older.completed(buffer, offset, length), 0);
		}
		else {
			byte[] bytes = new byte[this.layout.length()];
			buffer.getBytes(offset, bytes);
			view.read(copy(bytes), 0);
		}
		return event(view);
	}

	private static SlotBuffer copy(byte[] bytes) {
		SlotBuffer copy = new SlotBuffer(new RingMemory(ByteBuffer.allocateDirect(bytes.length)));
		copy.window(0, bytes.length);
		copy.putBytes(0, bytes);
		return copy;
	}

	@Override
	public @Nullable ShardKey shardKey(String component) {
		return this.layout.shardKey(component);
	}

	Layout components() {
		return this.layout;
	}

	@Override
	public String toString() {
		return "ViewCodec " + layout();
	}

}
