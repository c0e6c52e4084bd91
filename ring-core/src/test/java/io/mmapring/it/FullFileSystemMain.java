package io.mmapring.it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.mmapring.Consumer;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.error.RingSpaceException;

/** Uses a ring on a file system that has no byte left. */
public final class FullFileSystemMain {

	private static final int SLOTS = 2048;

	private static final long EVENTS = 5L * SLOTS;

	private FullFileSystemMain() {
	}

	public static void main(String[] args) throws Exception {
		Path directory = Path.of(args[0]);
		try (Ring ring = Ring.builder("orders").directory(directory).slots(SLOTS).slotSizeBytes(64).group("g").open()) {
			fill(directory.resolve("filler"));
			System.out.println("free " + Files.getFileStore(directory).getUsableSpace());
			tooLarge(directory);
			System.out.println("lost " + lost(ring));
			try (Ring again = Ring.builder("orders").directory(directory).open()) {
				System.out.println("attached as " + again.participant() + ", tail " + again.snapshot().tail());
			}
		}
	}

	private static void fill(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
			while (true) {
				channel.write(ByteBuffer.allocate(4096));
			}
		}
		catch (IOException ex) {
			System.out.println("full: " + ex.getMessage());
		}
	}

	private static void tooLarge(Path directory) {
		try {
			Ring.builder("others").directory(directory).open().close();
		}
		catch (RingSpaceException ex) {
			System.out.println("needed " + (ex.neededBytes() > ex.freeBytes()) + ": " + ex.getMessage());
		}
	}

	/** Laps of the ring, each word of which must be there. */
	private static long lost(Ring ring) throws Exception {
		long[] expected = { 0 };
		long[] lost = { 0 };
		try (Producer producer = ring.producer(); Consumer consumer = ring.consumer("g")) {
			for (long id = 0; id < EVENTS; id++) {
				producer.publish(1, 48, (payload, value) -> {
					payload.putLong(0, value);
					payload.putLong(40, ~value);
				}, id);
				consumer.poll((event, sequence, endOfBatch) -> {
					boolean same = event.payload().getLong(0) == expected[0]
							&& event.payload().getLong(40) == ~expected[0];
					lost[0] += same ? 0 : 1;
					expected[0]++;
				}, 1);
			}
		}
		return lost[0] + EVENTS - expected[0];
	}

}
