package io.mmapring.it;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

import io.mmapring.Await;
import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.error.RingLimitException;

/** Uses a ring while no further file can be opened, and says what cannot be done. */
public final class FewOpenFilesMain {

	/** More than a second's. */
	private static final int BEATS = 20;

	private static final Deque<Closeable> FILES = new ArrayDeque<>();

	private FewOpenFilesMain() {
	}

	public static void main(String[] args) throws Exception {
		Path directory = Path.of(args[0]);
		Ring ring = Ring.builder("orders").directory(directory).group("g").group("h").open();
		Producer producer = ring.producer();
		Consumer consumer = ring.consumer("g");
		// classes are loaded from files too
		refused("warm-up", () -> {
			throw RingLimitException.openFiles("nothing", 1, new IOException());
		});
		Ring.builder("orders").directory(directory).open().close();
		publishAndTake(producer, consumer);
		awaitWatch(ring);
		openAllFiles();
		refused("open", () -> Ring.builder("others").directory(directory).open());
		refused("attach", () -> Ring.builder("orders").directory(directory).open());
		refused("consumer", () -> ring.consumer(ConsumerOptions.of("h")));
		System.out.println("taken " + publishAndTake(producer, consumer));
		awaitWatch(ring);
		System.out.println("failure " + ring.failure());
		while (!FILES.isEmpty()) {
			FILES.pop().close();
		}
		try (Consumer other = ring.consumer(ConsumerOptions.of("h"))) {
			System.out.println("then " + other.lag());
		}
		ring.close();
	}

	private static int publishAndTake(Producer producer, Consumer consumer) throws Exception {
		producer.publish(1, 8, (payload, id) -> payload.putLong(0, id), 42L);
		return consumer.poll((event, sequence, endOfBatch) -> {
		}, 10);
	}

	/** Wait until what looks by itself each second has done so. */
	private static void awaitWatch(Ring ring) {
		long before = heartbeat(ring);
		Await.until(() -> heartbeat(ring) > before + BEATS, () -> heartbeat(ring));
	}

	private static long heartbeat(Ring ring) {
		return ring.snapshot().participants().get(0).heartbeat();
	}

	private static void openAllFiles() {
		try {
			while (true) {
				FILES.push(new FileInputStream("/dev/null"));
			}
		}
		catch (IOException ex) {
			System.out.println("open " + !FILES.isEmpty());
		}
	}

	private static void refused(String what, Step step) throws Exception {
		try {
			step.run();
			System.out.println(what + ": done");
		}
		catch (RingLimitException ex) {
			System.out.println(what + ": " + ex.getMessage());
		}
	}

	/** Something that needs a file. */
	private interface Step {

		void run() throws Exception;

	}

}
