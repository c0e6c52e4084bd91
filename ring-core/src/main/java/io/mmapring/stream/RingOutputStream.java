package io.mmapring.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

import org.agrona.MutableDirectBuffer;

import io.mmapring.Producer;
import io.mmapring.ProducerOptions;
import io.mmapring.Ring;
import io.mmapring.error.RingException;
import io.mmapring.event.EventFiller;

/**
 * Writes bytes into a ring, for a {@link RingInputStream} in this or another process.
 * Bytes are sent when there are enough for a large event, or by {@link #flush}. Where the
 * ring is full it waits.
 * <p>
 * Several streams may write to the same ring. Each flush, and each array that is not
 * longer than {@link #chunkBytes()} and is written after one, arrives in one piece.
 * <p>
 * {@link #close()} says that all was written. A writer that cannot go on says so by
 * {@link #fail}; one that dies or closes its ring without either is found out by the
 * reader. So the reader never takes a part for the whole.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class RingOutputStream extends OutputStream {

	/** A pipe waits for its reader, not for a time. */
	private static final ProducerOptions DEFAULT_OPTIONS = ProducerOptions.DEFAULT
		.withBlockTimeout(Duration.ofDays(365));

	/** Large enough that the cost of an event does not count. */
	private static final int MAX_CHUNK_BYTES = 64 * 1024;

	private final Ring ring;

	private final int type;

	private final Producer producer;

	private final long writer = ThreadLocalRandom.current().nextLong();

	private final byte[] chunk;

	private final EventFiller<byte[]> filler = this::fill;

	private int length;

	/** What the filler shall write: of its source, from here, so much. */
	private int kind;

	private int offset;

	private int part;

	private boolean closed;

	private RingOutputStream(Ring ring, int type, Producer producer) {
		this.ring = ring;
		this.type = type;
		this.producer = producer;
		this.chunk = new byte[Math.min(MAX_CHUNK_BYTES, ring.maxEventBytes() - StreamFrame.HEADER_BYTES)];
	}

	/**
	 * Write to a ring that has streams only. Waits up to a year where the ring is full.
	 * @param ring the ring; it stays open when the stream is closed
	 * @return the stream
	 * @throws IOException if the ring is closed, or has other events
	 */
	public static RingOutputStream open(Ring ring) throws IOException {
		return open(ring, StreamFrame.DEFAULT_TYPE, DEFAULT_OPTIONS);
	}

	/**
	 * Write to a ring.
	 * @param ring the ring; it stays open when the stream is closed
	 * @param type number of streams among the ring's types
	 * @param options what to do when the ring is full
	 * @return the stream
	 * @throws IOException if the ring is closed, is full for too long, is too small, or
	 * has other events of that type
	 */
	public static RingOutputStream open(Ring ring, int type, ProducerOptions options) throws IOException {
		if (ring.maxEventBytes() < StreamFrame.OPEN_BYTES) {
			throw new IOException(
					"ring '%s' is too small for streams: largest event=%d bytes (expected: at least %d); create it with larger slots"
						.formatted(ring.name(), ring.maxEventBytes(), StreamFrame.OPEN_BYTES));
		}
		try {
			ring.register(type, StreamFrame.codec());
			RingOutputStream stream = new RingOutputStream(ring, type, ring.producer(options));
			stream.start();
			return stream;
		}
		catch (RingException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

	private void start() {
		long sinceMs = this.ring.snapshot()
			.participants()
			.stream()
			.filter((participant) -> participant.id() == this.ring.participant())
			.mapToLong((participant) -> participant.attachedMs())
			.findFirst()
			.orElse(0);
		this.producer.publish(this.type, StreamFrame.OPEN_BYTES, (frame, stream) -> {
			StreamFrame.header(frame, stream.writer, StreamFrame.OPEN);
			frame.putLong(StreamFrame.PARTICIPANT, stream.ring.participant(), ByteOrder.LITTLE_ENDIAN);
			frame.putLong(StreamFrame.PID, ProcessHandle.current().pid(), ByteOrder.LITTLE_ENDIAN);
			frame.putLong(StreamFrame.SINCE_MS, sinceMs, ByteOrder.LITTLE_ENDIAN);
		}, this);
	}

	/**
	 * Most bytes that arrive in one piece.
	 * @return the number of bytes
	 */
	public int chunkBytes() {
		return this.chunk.length;
	}

	@Override
	public void write(int value) throws IOException {
		checkOpen();
		if (this.length == this.chunk.length) {
			flush();
		}
		this.chunk[this.length++] = (byte) value;
	}

	@Override
	public void write(byte[] bytes, int from, int count) throws IOException {
		Objects.checkFromIndexSize(from, count, bytes.length);
		checkOpen();
		if (count > this.chunk.length - this.length) {
			flush();
		}
		int at = from;
		int end = from + count;
		while (end - at > this.chunk.length) {
			send(StreamFrame.DATA, bytes, at, this.chunk.length);
			at += this.chunk.length;
		}
		System.arraycopy(bytes, at, this.chunk, this.length, end - at);
		this.length += end - at;
	}

	/**
	 * Send what was written so far. Waits where the ring is full.
	 * @throws IOException if the ring is closed or failed, is full for too long, or the
	 * thread is interrupted; the bytes are kept
	 */
	@Override
	public void flush() throws IOException {
		checkOpen();
		if (this.length > 0) {
			send(StreamFrame.DATA, this.chunk, 0, this.length);
			this.length = 0;
		}
	}

	/**
	 * Send what was written so far, and then, in the place of the end, why there will be
	 * no more: the reader gets it as an exception. The stream is closed.
	 * @param reason why
	 * @throws IOException as in {@link #flush}
	 */
	public void fail(String reason) throws IOException {
		finish(StreamFrame.ERROR, reason.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Send what was written so far, and then the end. Later calls do nothing.
	 * @throws IOException as in {@link #flush}; the reader will say that the end is
	 * missing
	 */
	@Override
	public void close() throws IOException {
		if (!this.closed) {
			finish(StreamFrame.END, new byte[0]);
		}
	}

	private void finish(int kind, byte[] bytes) throws IOException {
		try {
			flush();
			send(kind, bytes, 0, Math.min(bytes.length, this.chunk.length));
		}
		finally {
			this.closed = true;
			this.producer.close();
		}
	}

	private void send(int kind, byte[] bytes, int from, int count) throws IOException {
		this.kind = kind;
		this.offset = from;
		this.part = count;
		try {
			this.producer.publish(this.type, StreamFrame.HEADER_BYTES + count, this.filler, bytes);
		}
		catch (RingException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

	private void fill(MutableDirectBuffer frame, byte[] bytes) {
		StreamFrame.header(frame, this.writer, this.kind);
		frame.putBytes(StreamFrame.HEADER_BYTES, bytes, this.offset, this.part);
	}

	private void checkOpen() throws IOException {
		if (this.closed) {
			throw new IOException("the stream to ring '%s' is closed".formatted(this.ring.name()));
		}
	}

}
