package io.mmapring.codec;

import java.util.stream.Collectors;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What all views are made of: a place in a buffer. For generated code; there is nothing
 * here to call or to extend.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public abstract class RingView {

	private @Nullable Layout layout;

	private @Nullable DirectBuffer in;

	private @Nullable MutableDirectBuffer out;

	private int offset;

	/** The buffers are kept: storing a reference for each event would cost more. */
	private boolean open;

	private boolean writable;

	/** For generated code. */
	protected RingView() {
	}

	/**
	 * The buffer to read.
	 * @return the buffer
	 * @throws IllegalStateException if the event is over
	 */
	protected final DirectBuffer in() {
		DirectBuffer in = this.in;
		if (in == null || !this.open) {
			throw new IllegalStateException("a view of " + name()
					+ " is used after its event (expected: use until the handler returns); copy what must outlive it");
		}
		return in;
	}

	/**
	 * The buffer to write.
	 * @return the buffer
	 * @throws IllegalStateException if the event is over, or is only to be read
	 */
	protected final MutableDirectBuffer out() {
		MutableDirectBuffer out = this.out;
		if (out == null || !this.writable) {
			in();
			throw new IllegalStateException("a view of " + name()
					+ " is written while it is read (expected: setters before the event is published only); publish another event");
		}
		return out;
	}

	/**
	 * Where the event starts.
	 * @return the index of its first byte
	 */
	protected final int offset() {
		return this.offset;
	}

	/**
	 * Write all components of an event.
	 * @param event where to read them
	 */
	protected abstract void copyFrom(Object event);

	/**
	 * Make the event blank: no component is set. Generated code does it without a copy
	 * where the event is small: a copy of a few bytes costs more than they do.
	 * @param bytes what a blank event holds
	 */
	protected void blank(byte[] bytes) {
		out().putBytes(this.offset, bytes);
	}

	final void of(Layout layout) {
		this.layout = layout;
	}

	final void read(DirectBuffer buffer, int offset) {
		if (this.in != buffer) {
			this.in = buffer;
		}
		this.offset = offset;
		this.open = true;
	}

	final void write(MutableDirectBuffer buffer, int offset) {
		read(buffer, offset);
		if (this.out != buffer) {
			this.out = buffer;
		}
		this.writable = true;
	}

	final void close() {
		this.open = false;
		this.writable = false;
	}

	private String name() {
		return (this.layout != null) ? this.layout.name() : getClass().getName();
	}

	/**
	 * The values of all components, for people.
	 */
	@Override
	public String toString() {
		DirectBuffer in = this.in;
		if (in == null || !this.open || this.layout == null) {
			return name() + "[event is over]";
		}
		return this.layout.components()
			.stream()
			.map((component) -> component.name() + "=" + component.kind().get(in, this.offset + component.at()))
			.collect(Collectors.joining(", ", name() + "[", "]"));
	}

}
