package io.mmapring.sequence;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.mmapring.error.Check;
import io.mmapring.event.NextHeaders;
import io.mmapring.file.HeaderRoom;
import io.mmapring.file.RingMemory;
import io.mmapring.file.SlotBuffer;

/**
 * Headers of the next event, until it has a slot.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class StagedHeaders implements NextHeaders {

	private static final long CLOCK_NS = TimeUnit.SECONDS.toNanos(1);

	private final String ring;

	private final HeaderRoom room;

	private final RingMemory memory;

	private final SlotBuffer headers;

	/** Bytes that an event gets: those behind are of no meaning. */
	private int length;

	private boolean isEmpty = true;

	/** From this process's clock of nanoseconds to time since 1970. */
	private long epochNs;

	private long lookedNs;

	StagedHeaders(String ring, HeaderRoom room) {
		this.ring = ring;
		this.room = room;
		this.memory = room.newMemory();
		this.headers = new SlotBuffer(this.memory);
		this.headers.window(0, room.sizeBytes());
		this.length = emptyLength();
		look();
	}

	/** Write what was set to a slot, and forget it. */
	void moveTo(RingMemory slots, int offset) {
		if (this.room.has(HeaderRoom.PUBLISH_TIME)) {
			this.headers.putLong(0, nowNs(), ByteOrder.LITTLE_ENDIAN);
		}
		slots.copyPlain(offset, this.memory, 0, this.length);
		if (!this.isEmpty) {
			clear();
		}
	}

	/** The clock of the machine costs an object: it is looked at once a second. */
	private long nowNs() {
		long nowNs = System.nanoTime();
		if (nowNs - this.lookedNs > CLOCK_NS) {
			look();
		}
		return this.epochNs + nowNs;
	}

	private void look() {
		Instant now = Instant.now();
		this.lookedNs = System.nanoTime();
		this.epochNs = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - this.lookedNs;
	}

	private int emptyLength() {
		return this.room.userAt() + ((this.room.userBytes() > 0) ? Short.BYTES : 0);
	}

	@Override
	public NextHeaders keyHash(long keyHash) {
		SlotHeaders.check(this.ring, this.room, HeaderRoom.KEY_HASH, "KEY_HASH");
		this.isEmpty = false;
		this.headers.putLong(this.room.keyHashAt(), keyHash, ByteOrder.LITTLE_ENDIAN);
		return this;
	}

	@Override
	public NextHeaders trace(byte[] source, int offset) {
		SlotHeaders.check(this.ring, this.room, HeaderRoom.TRACE, "TRACE");
		Objects.checkFromIndexSize(offset, HeaderRoom.TRACE_BYTES, source.length);
		this.isEmpty = false;
		this.headers.putBytes(this.room.traceAt(), source, offset, HeaderRoom.TRACE_BYTES);
		return this;
	}

	@Override
	public NextHeaders traceparent(CharSequence text) {
		SlotHeaders.check(this.ring, this.room, HeaderRoom.TRACE, "TRACE");
		this.isEmpty = false;
		if (!Traceparent.parse(text, this.headers, this.room.traceAt())) {
			this.headers.setMemory(this.room.traceAt(), HeaderRoom.TRACE_BYTES, (byte) 0);
			Check.that(false, "traceparent", text.toString(),
					"version-trace-parent-flags of 2, 32, 16 and 2 hexadecimal digits, neither trace nor parent zero");
		}
		return this;
	}

	@Override
	public NextHeaders user(String key, String value) {
		SlotHeaders.checkUser(this.ring, this.room);
		byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
		byte[] valueBytes = value.getBytes(StandardCharsets.UTF_8);
		long more = 2L * Short.BYTES + keyBytes.length + valueBytes.length;
		Check.that(more <= this.room.sizeBytes() - this.length, "bytes of header '" + key + "'", more, "at most the "
				+ (this.room.sizeBytes() - this.length) + " that are left of userHeaderBytes=" + this.room.userBytes());
		this.isEmpty = false;
		put(keyBytes);
		put(valueBytes);
		this.headers.putShort(this.room.userAt(), (short) (this.length - emptyLength()), ByteOrder.LITTLE_ENDIAN);
		return this;
	}

	private void put(byte[] text) {
		this.headers.putShort(this.length, (short) text.length, ByteOrder.LITTLE_ENDIAN);
		this.headers.putBytes(this.length + Short.BYTES, text);
		this.length += Short.BYTES + text.length;
	}

	@Override
	public NextHeaders clear() {
		this.length = emptyLength();
		this.headers.setMemory(0, this.length, (byte) 0);
		this.isEmpty = true;
		return this;
	}

}
