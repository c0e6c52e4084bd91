package io.mmapring.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.jspecify.annotations.Nullable;

/** Agrona's ring buffer over a mapped file. */
final class AgronaScenario implements Scenario {

	private static final int CAPACITY_BYTES = SLOTS * 64;

	private @Nullable OneToOneRingBuffer buffer;

	private @Nullable MessageHandler handler;

	@Override
	public String name() {
		return "Agrona OneToOneRingBuffer, each";
	}

	@Override
	public boolean betweenProcesses() {
		return true;
	}

	@Override
	public void setUp(Path directory, boolean consumes, boolean produces, Checksum checksum) throws IOException {
		int size = CAPACITY_BYTES + RingBufferDescriptor.TRAILER_LENGTH;
		try (FileChannel file = FileChannel.open(directory.resolve("agrona"), StandardOpenOption.CREATE,
				StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			ByteBuffer bytes = file.map(FileChannel.MapMode.READ_WRITE, 0, size);
			this.buffer = new OneToOneRingBuffer(new UnsafeBuffer(bytes));
		}
		this.handler = (type, bytes, at, length) -> checksum.add(bytes.getLong(at), bytes.getLong(at + 8),
				bytes.getLong(at + 16), bytes.getLong(at + 24));
	}

	@Override
	public void produce(long from, int count) {
		OneToOneRingBuffer buffer = Objects.requireNonNull(this.buffer);
		AtomicBuffer bytes = buffer.buffer();
		for (long i = from; i < from + count; i++) {
			int at = buffer.tryClaim(1, LENGTH);
			while (at < 0) {
				Thread.onSpinWait();
				at = buffer.tryClaim(1, LENGTH);
			}
			bytes.putLong(at, i);
			bytes.putLong(at + 8, Checksum.second(i));
			bytes.putLong(at + 16, Checksum.third(i));
			bytes.putLong(at + 24, Checksum.fourth(i));
			buffer.commit(at);
		}
	}

	@Override
	public int consume() {
		return Objects.requireNonNull(this.buffer).read(Objects.requireNonNull(this.handler), LIMIT);
	}

	@Override
	public void close() {
		// the mapping goes with the process
		this.buffer = null;
	}

}
