package io.mmapring.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.mmapring.Consumer;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.RingBuilder;

/** Rings for tests. */
final class TestRings {

	static final int SLOTS = 32;

	private TestRings() {
	}

	static RingBuilder ring(Path parent, String name) {
		return Ring.builder(name).directory(parent).application("shop").slots(SLOTS).slotSizeBytes(64);
	}

	static void publish(Producer producer, int events) {
		for (long id = 0; id < events; id++) {
			producer.publish(1, Long.BYTES, (payload, value) -> payload.putLong(0, value), id);
		}
	}

	static void take(Consumer consumer, int events) throws Exception {
		int taken = 0;
		while (taken < events) {
			taken += consumer.poll((event, sequence, endOfBatch) -> {
			}, events - taken);
		}
	}

	static void takeQuietly(Consumer consumer, int events) {
		try {
			take(consumer, events);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Path file(Path parent, String name) {
		return parent.resolve(name).resolve("ring.dat");
	}

	/** Overwrite a long in a file. */
	static void patch(Path file, long offset, long value) {
		ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.write(word, offset);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void cut(Path file, long size) {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.truncate(size);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
