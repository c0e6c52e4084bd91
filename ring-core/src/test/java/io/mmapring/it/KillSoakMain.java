package io.mmapring.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.mmapring.Claim;
import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.CreateMode;
import io.mmapring.Producer;
import io.mmapring.ProducerOptions;
import io.mmapring.Ring;

/**
 * A process of {@link KillSoakIT}: waits for its role, then plays it until it is killed
 * or, as a producer, told to stop.
 */
public final class KillSoakMain {

	static final int BATCH_LIMIT = 32;

	static final int MAX_CLAIM = 16;

	/** In the middle of a claim, so that a kill hits an open one most of the time. */
	private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(100);

	private static final int CHECK_EACH = 16;

	/** Referred to here, or its level would be forgotten. */
	private static final Logger DEATHS = Logger.getLogger("io.mmapring.Losses");

	private KillSoakMain() {
	}

	public static void main(String[] args) throws Exception {
		Path directory = Path.of(args[0]);
		// they are no news here; all that is said otherwise is a failure
		DEATHS.setLevel(Level.OFF);
		warmUp(directory.resolve("warm-" + ProcessHandle.current().pid()));
		System.out.println("ready");
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		String[] role = in.readLine().split(" ", -1);
		try (Ring ring = Ring.builder("soak").directory(directory).create(CreateMode.NEVER).open()) {
			EventLog log = EventLog.create(directory.resolve(role[2]));
			if (role[0].equals("produce")) {
				produce(ring, Integer.parseInt(role[1]), log, in);
			}
			else {
				consume(ring, role[1], role[3], log);
			}
		}
	}

	/** On a ring of its own, or it would be killed while it still loads its classes. */
	private static void warmUp(Path directory) throws Exception {
		OrderEvent event = new OrderEvent();
		try (Ring ring = Ring.builder("warm").directory(directory).slots(32).slotSizeBytes(64).group("g").open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer("g")) {
			for (int i = 0; i < CHECK_EACH; i++) {
				try (Claim claim = producer.claim(2)) {
					fill(claim, event, 2);
					claim.publish();
				}
				consumer.poll((view, sequence, endOfBatch) -> event.read(view.payload()), 2);
			}
		}
	}

	private static void produce(Ring ring, int life, EventLog log, BufferedReader in) throws IOException {
		ProducerOptions options = ProducerOptions.DEFAULT.withBlockTimeout(Duration.ofMinutes(2));
		SplittableRandom random = new SplittableRandom(life);
		OrderEvent event = new OrderEvent();
		event.producer = life;
		try (Producer producer = ring.producer(options)) {
			while (!in.ready()) {
				boolean abandon = random.nextInt(8) == 0;
				int slots = random.nextInt(1, MAX_CLAIM + 1);
				event.size = abandon ? 0 : slots;
				try (Claim claim = producer.claim(slots)) {
					fill(claim, event, slots);
					if (!abandon) {
						log.add(claim.publish(), event.counter);
					}
				}
				event.counter -= abandon ? slots : 0;
				event.batch += abandon ? 0 : 1;
			}
			System.out.println("stopped");
		}
	}

	private static void fill(Claim claim, OrderEvent event, int slots) {
		for (event.index = 0; event.index < slots; event.index++) {
			if (event.index == slots / 2) {
				LockSupport.parkNanos(PAUSE_NS);
			}
			event.write(claim.next(OrderEvent.TYPE, OrderEvent.LENGTH));
			event.counter++;
		}
	}

	private static void consume(Ring ring, String group, String after, EventLog log) throws Exception {
		ConsumerOptions options = ConsumerOptions.of(group).withBatchLimit(BATCH_LIMIT);
		OrderEvent event = new OrderEvent();
		Consumer consumer = ring.awaitConsumer(after.isEmpty() ? options : options.withAfter(after));
		consumer.run((view, sequence, endOfBatch) -> {
			event.read(view.payload());
			log.add(sequence, KillSoakCheck.pack(event));
			if (sequence % CHECK_EACH == 0) {
				LockSupport.parkNanos(PAUSE_NS);
			}
			if (!after.isEmpty() && sequence % CHECK_EACH == 0) {
				long position = ring.snapshot().group(after).orElseThrow().position();
				if (position <= sequence) {
					throw new IllegalStateException("%s took sequence %d (expected: below the position %d of %s)"
						.formatted(group, sequence, position, after));
				}
			}
		});
	}

}
