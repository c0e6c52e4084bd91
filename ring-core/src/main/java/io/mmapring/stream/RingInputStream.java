package io.mmapring.stream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.Ring;
import io.mmapring.StorePosition;
import io.mmapring.error.Check;
import io.mmapring.error.RingException;
import io.mmapring.event.EventHandler;
import io.mmapring.event.EventView;
import io.mmapring.wait.WaitStrategy;

/**
 * Reads what {@link RingOutputStream}s have written into a ring. Where nothing is there
 * it waits, by the options' strategy.
 * <p>
 * It ends when all writers have. That one will not go on is an exception: it said so, or
 * its process is gone without having closed its stream.
 * <p>
 * Each group reads all bytes. A reader that is opened again goes on behind the last event
 * that was taken; bytes of it that nobody read are lost with the reader.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class RingInputStream extends InputStream {

	private static final byte[] NOTHING = {};

	/** How often a reader that finds nothing looks whether writers live. */
	private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(500);

	private final Ring ring;

	private final int type;

	private final Consumer consumer;

	private final IdleStrategy idle;

	private final StreamWriters writers;

	private final EventHandler handler = (event, sequence, endOfBatch) -> take(event);

	private byte[] chunk = NOTHING;

	private int from;

	private int to;

	/** Where the caller wants bytes, so that a whole part need not be copied twice. */
	private byte[] target = NOTHING;

	private int targetOffset;

	private int targetLength;

	private int direct;

	private @Nullable IOException failure;

	private boolean closed;

	private RingInputStream(Ring ring, int type, ConsumerOptions options, int writers) {
		this.ring = ring;
		this.type = type;
		this.consumer = ring.consumer(options.withStorePosition(StorePosition.EACH_EVENT));
		this.idle = this.consumer.idleStrategy();
		this.writers = new StreamWriters(writers);
	}

	/**
	 * Read from a ring that has streams only, until its one writer ends. Blocks while
	 * there is nothing ({@link WaitStrategy#BLOCK}), which costs next to nothing.
	 * @param ring the ring; it stays open when the stream is closed
	 * @param group name of the group that reads
	 * @return the stream
	 * @throws IOException if the ring is closed, has other events, or another reader has
	 * the group
	 */
	public static RingInputStream open(Ring ring, String group) throws IOException {
		return open(ring, StreamFrame.DEFAULT_TYPE, ConsumerOptions.of(group).withWaitStrategy(WaitStrategy.BLOCK), 1);
	}

	/**
	 * Read from a ring.
	 * @param ring the ring; it stays open when the stream is closed
	 * @param type number of streams among the ring's types; events of others are passed
	 * over
	 * @param options the group, where it starts and how it waits
	 * @param writers the stream ends when at least so many writers have, from 1, and none
	 * is left
	 * @return the stream
	 * @throws IOException if the ring is closed, has other events of that type, or
	 * another reader has the group
	 */
	public static RingInputStream open(Ring ring, int type, ConsumerOptions options, int writers) throws IOException {
		Check.that(writers >= 1, "writers", writers, "at least 1");
		try {
			ring.register(type, StreamFrame.codec());
			return new RingInputStream(ring, type, options, writers);
		}
		catch (RingException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

	@Override
	public int read() throws IOException {
		return await() ? Byte.toUnsignedInt(this.chunk[this.from++]) : -1;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		Objects.checkFromIndexSize(offset, length, bytes.length);
		if (length == 0) {
			return 0;
		}
		this.target = bytes;
		this.targetOffset = offset;
		this.targetLength = length;
		try {
			if (!await()) {
				return -1;
			}
		}
		finally {
			this.target = NOTHING;
			this.targetLength = 0;
		}
		if (this.direct > 0) {
			int count = this.direct;
			this.direct = 0;
			return count;
		}
		int count = Math.min(length, this.to - this.from);
		System.arraycopy(this.chunk, this.from, bytes, offset, count);
		this.from += count;
		return count;
	}

	/** Bytes that can be read without waiting, of those that were taken off the ring. */
	@Override
	public int available() {
		return this.to - this.from;
	}

	/** Let go of the group. */
	@Override
	public void close() {
		this.closed = true;
		this.consumer.close();
	}

	/** Wait for bytes; false if there will be none. */
	private boolean await() throws IOException {
		long nextLookNs = 0;
		boolean waited = false;
		while (this.from == this.to && this.direct == 0) {
			checkUsable();
			if (this.writers.areDone()) {
				return false;
			}
			if (poll() > 0) {
				waited = false;
				this.idle.reset();
				continue;
			}
			long nowNs = System.nanoTime();
			if (!waited) {
				waited = true;
				nextLookNs = nowNs + LOOK_NS;
			}
			else if (nowNs - nextLookNs >= 0) {
				nextLookNs = nowNs + LOOK_NS;
				checkWriters();
			}
			this.idle.idle();
		}
		return true;
	}

	private void checkUsable() throws IOException {
		if (this.closed) {
			throw new IOException("the stream from ring '%s' is closed".formatted(this.ring.name()));
		}
		if (this.failure != null) {
			throw new IOException(this.failure.getMessage(), this.failure);
		}
		if (Thread.currentThread().isInterrupted()) {
			throw new InterruptedIOException(
					"interrupted while waiting for bytes of ring '%s'".formatted(this.ring.name()));
		}
	}

	private void checkWriters() throws IOException {
		try {
			String gone = this.writers.gone(this.ring.snapshot());
			// what a writer has published before it went is there by now; nothing behind
			// a hole that somebody else has still to fill may be its end
			if (gone != null && poll() == 0 && this.consumer.lag() == 0) {
				this.failure = new EOFException(
						"the stream from ring '%s' has no end: its writer, %s, is gone without closing it"
							.formatted(this.ring.name(), gone));
			}
		}
		catch (RingException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

	private int poll() throws IOException {
		try {
			return this.consumer.poll(this.handler, 1);
		}
		catch (IOException | RuntimeException ex) {
			if (ex instanceof RingException) {
				throw new IOException(ex.getMessage(), ex);
			}
			throw ex;
		}
		catch (Exception ex) {
			throw new IOException(ex);
		}
	}

	private void take(EventView event) {
		if (event.type() != this.type || event.length() < StreamFrame.HEADER_BYTES) {
			return;
		}
		DirectBuffer frame = event.payload();
		long writer = StreamFrame.writer(frame);
		int length = event.length() - StreamFrame.HEADER_BYTES;
		switch (StreamFrame.kind(frame)) {
			case StreamFrame.OPEN -> this.writers.opened(writer, frame);
			case StreamFrame.END -> this.writers.ended(writer);
			case StreamFrame.ERROR -> {
				this.writers.ended(writer);
				this.failure = new IOException("the writer of the stream from ring '%s' has failed: %s"
					.formatted(this.ring.name(), frame.getStringWithoutLengthUtf8(StreamFrame.HEADER_BYTES, length)));
			}
			case StreamFrame.DATA -> {
				this.writers.wrote(writer);
				data(frame, length);
			}
			default -> this.failure = new IOException("the stream from ring '%s' is damaged: kind=%d (expected: 1 to 4)"
				.formatted(this.ring.name(), StreamFrame.kind(frame)));
		}
	}

	private void data(DirectBuffer frame, int length) {
		if (length <= this.targetLength) {
			frame.getBytes(StreamFrame.HEADER_BYTES, this.target, this.targetOffset, length);
			this.direct = length;
			return;
		}
		if (this.chunk.length < length) {
			this.chunk = new byte[length];
		}
		frame.getBytes(StreamFrame.HEADER_BYTES, this.chunk, 0, length);
		this.from = 0;
		this.to = length;
	}

}
