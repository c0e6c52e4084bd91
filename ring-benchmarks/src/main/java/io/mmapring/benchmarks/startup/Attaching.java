package io.mmapring.benchmarks.startup;

import java.nio.file.Path;

import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.RingBuilder;

/** A process that attaches to a ring that is there, again and again. */
public final class Attaching {

	static final int SLOTS = 1 << 20;

	static final int SLOT_BYTES = 64;

	private static final String GROUP = "attaching";

	private Attaching() {
	}

	static RingBuilder builder(Path directory) {
		return Ring.builder("large").directory(directory).slots(SLOTS).slotSizeBytes(SLOT_BYTES).group(GROUP);
	}

	/**
	 * Attach, and print for each time how many nanoseconds it took to open the ring, and
	 * to have a producer and a consumer too.
	 * @param arguments directory, how often, whether to touch all pages
	 */
	public static void main(String[] arguments) {
		Path directory = Path.of(arguments[0]);
		for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
			long startNs = System.nanoTime();
			try (Ring ring = builder(directory).preTouch(Boolean.parseBoolean(arguments[2])).open()) {
				long openNs = System.nanoTime() - startNs;
				try (Producer producer = ring.producer();
						Consumer consumer = ring.consumer(ConsumerOptions.of(GROUP))) {
					long allNs = System.nanoTime() - startNs;
					if (producer.tryClaim(1) < 0 || consumer.lag() < 0) {
						throw new IllegalStateException(
								"lag=%d (expected: a ring with room)".formatted(consumer.lag()));
					}
					producer.claimed().abandon();
					System.out.println(openNs + " " + allNs);
				}
			}
		}
	}

}
