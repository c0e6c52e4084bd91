package io.mmapring.sequence;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.EventDecodingException;
import io.mmapring.event.EventHeaders;
import io.mmapring.file.HeaderRoom;
import io.mmapring.file.RingMemory;
import io.mmapring.file.SlotBuffer;

/**
 * Headers of an event: where they lie, or, of a group that may be put out, a copy.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class SlotHeaders implements EventHeaders {

	private final String ring;

	private final HeaderRoom room;

	private final RingMemory memory;

	private final RingMemory copy;

	private final SlotBuffer inPlace;

	private final SlotBuffer copied;

	private SlotBuffer headers;

	SlotHeaders(String ring, HeaderRoom room, RingMemory memory) {
		this.ring = ring;
		this.room = room;
		this.memory = memory;
		this.copy = room.newMemory();
		this.inPlace = new SlotBuffer(memory);
		this.copied = new SlotBuffer(this.copy);
		this.headers = this.inPlace;
	}

	SlotHeaders at(int offset) {
		this.inPlace.window(offset, this.room.sizeBytes());
		this.headers = this.inPlace;
		return this;
	}

	void copyFrom(int offset) {
		this.copy.copyPlain(0, this.memory, offset, this.room.sizeBytes());
		this.copied.window(0, this.room.sizeBytes());
		this.headers = this.copied;
	}

	@Override
	public long publishTimeNs() {
		check(this.ring, this.room, HeaderRoom.PUBLISH_TIME, "PUBLISH_TIME");
		return this.headers.getLong(0, ByteOrder.LITTLE_ENDIAN);
	}

	@Override
	public long keyHash() {
		check(this.ring, this.room, HeaderRoom.KEY_HASH, "KEY_HASH");
		return this.headers.getLong(this.room.keyHashAt(), ByteOrder.LITTLE_ENDIAN);
	}

	@Override
	public boolean trace(byte[] destination, int offset) {
		check(this.ring, this.room, HeaderRoom.TRACE, "TRACE");
		int at = this.room.traceAt();
		boolean isThere = Traceparent.isThere(this.headers, at);
		if (isThere) {
			this.headers.getBytes(at, destination, offset, TRACE_BYTES);
		}
		return isThere;
	}

	@Override
	public @Nullable String traceparent() {
		check(this.ring, this.room, HeaderRoom.TRACE, "TRACE");
		int at = this.room.traceAt();
		return Traceparent.isThere(this.headers, at) ? Traceparent.format(this.headers, at) : null;
	}

	@Override
	public @Nullable String user(String key) {
		String[] found = new String[1];
		forEachUser((name, value) -> {
			if (name.equals(key)) {
				found[0] = value;
			}
		});
		return found[0];
	}

	@Override
	public void forEachUser(BiConsumer<String, String> action) {
		checkUser(this.ring, this.room);
		int start = this.room.userAt() + Short.BYTES;
		int end = start + lengthAt(this.room.userAt(), this.room.sizeBytes());
		int at = start;
		while (at < end) {
			String key = text(at, end);
			at += Short.BYTES + lengthAt(at, end);
			action.accept(key, text(at, end));
			at += Short.BYTES + lengthAt(at, end);
		}
	}

	private String text(int at, int end) {
		byte[] bytes = new byte[lengthAt(at, end)];
		this.headers.getBytes(at + Short.BYTES, bytes);
		return new String(bytes, StandardCharsets.UTF_8);
	}

	/** A damaged length would lead to the bytes of others. */
	private int lengthAt(int at, int end) {
		int rest = end - at - Short.BYTES;
		int length = (rest < 0) ? 0 : this.headers.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
		if (length > rest) {
			throw new EventDecodingException("headers of an event of ring '" + this.ring + "'", null,
					"length=%d at byte %d (expected: at most %d); all processes must use the same version of the library"
						.formatted(length, at, rest));
		}
		return length;
	}

	/** Refuse a header that the ring does not have. */
	static void check(String ring, HeaderRoom room, int field, String name) {
		if (!room.has(field)) {
			throw new IllegalStateException(
					"ring '%s' has no header %s (expected: one of %s); create it with eventHeaders(%s)".formatted(ring,
							name, room, name));
		}
	}

	static IllegalStateException none(String ring) {
		return new IllegalStateException(
				"events of ring '%s' have no headers (expected: some); create it with eventHeaders or userHeaderBytes"
					.formatted(ring));
	}

	static void checkUser(String ring, HeaderRoom room) {
		if (room.userBytes() == 0) {
			throw new IllegalStateException(
					"ring '%s' has no headers of the user's own (expected: one of %s); create it with userHeaderBytes"
						.formatted(ring, room));
		}
	}

}
