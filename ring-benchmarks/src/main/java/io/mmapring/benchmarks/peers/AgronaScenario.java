package io.mmapring.benchmarks.peers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.jspecify.annotations.Nullable;

import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Receiver;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.benchmarks.scenario.Sender;
import io.mmapring.benchmarks.scenario.Waiting;

/** Agrona's ring buffers over a mapped file. */
public final class AgronaScenario implements Scenario {

	private static final int CAPACITY_BYTES = SLOTS * 64;

	private final int producers;

	private @Nullable RingBuffer buffer;

	/**
	 * One consumer.
	 * @param producers how many producers
	 */
	public AgronaScenario(int producers) {
		this.producers = producers;
	}

	@Override
	public String name() {
		return (this.producers == 1) ? "Agrona OneToOneRingBuffer, each"
				: "Agrona ManyToOneRingBuffer, two producers, each";
	}

	@Override
	public int producers() {
		return this.producers;
	}

	@Override
	public boolean betweenProcesses() {
		return true;
	}

	@Override
	public void open(Path directory) throws IOException {
		UnsafeBuffer bytes = map(directory.resolve("agrona"));
		this.buffer = (this.producers == 1) ? new OneToOneRingBuffer(bytes) : new ManyToOneRingBuffer(bytes);
	}

	/** Map a file that is made if it is not there. */
	private static UnsafeBuffer map(Path path) throws IOException {
		int size = CAPACITY_BYTES + RingBufferDescriptor.TRAILER_LENGTH;
		try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE)) {
			ByteBuffer bytes = file.map(FileChannel.MapMode.READ_WRITE, 0, size);
			return new UnsafeBuffer(bytes);
		}
	}

	@Override
	public Sender sender(int producer) {
		return new Side(Objects.requireNonNull(this.buffer), waiting());
	}

	@Override
	public Receiver receiver(int consumer, Checksum checksum) {
		RingBuffer buffer = Objects.requireNonNull(this.buffer);
		MessageHandler handler = (type, bytes, at, length) -> checksum.add(bytes.getLong(at), bytes.getLong(at + 8),
				bytes.getLong(at + 16), bytes.getLong(at + 24));
		return Receiver.of(() -> buffer.read(handler, LIMIT), waiting());
	}

	@Override
	public void close() {
		// the mapping goes with the process
		this.buffer = null;
	}

	/** The side of a producer. */
	private record Side(RingBuffer buffer, Waiting waiting) implements Sender {

		@Override
		public void send(long from, int count) {
			RingBuffer buffer = this.buffer;
			AtomicBuffer bytes = buffer.buffer();
			for (long i = from; i < from + count; i++) {
				int at = buffer.tryClaim(1, LENGTH);
				while (at < 0) {
					this.waiting.idle();
					at = buffer.tryClaim(1, LENGTH);
				}
				bytes.putLong(at, i);
				bytes.putLong(at + 8, Checksum.second(i));
				bytes.putLong(at + 16, Checksum.third(i));
				bytes.putLong(at + 24, Checksum.fourth(i));
				buffer.commit(at);
			}
		}

	}

}
