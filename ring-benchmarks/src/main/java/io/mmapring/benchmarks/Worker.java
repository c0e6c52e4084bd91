package io.mmapring.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

import com.sun.management.ThreadMXBean;

/**
 * One side of a scenario, or both, in a JVM that is made for one run. It is told by lines
 * when to stop, and says by lines what it measured.
 * <p>
 * Threads: the thread that opened it only.
 */
final class Worker {

	private static final int CHUNK = 32 * Scenario.BATCH;

	private final Scenario scenario;

	private final Checksum checksum = new Checksum();

	private final long windowNs;

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private volatile boolean stopped;

	/** How many events the consumer is to take in all, once that is known. */
	private volatile long total = -1;

	private Worker(Scenario scenario, long windowMs) {
		this.scenario = scenario;
		this.windowNs = windowMs * 1_000_000;
	}

	/** Arguments: scenario, directory, milliseconds of warm-up and of the run, sides. */
	static void run(String[] arguments) throws Exception {
		boolean consumes = arguments[3].contains("c");
		boolean produces = arguments[3].contains("p");
		try (Scenario scenario = Scenarios.of(arguments[0])) {
			Worker worker = new Worker(scenario, Long.parseLong(arguments[2]));
			scenario.setUp(Path.of(arguments[1]), consumes, produces, worker.checksum);
			say("ready");
			Thread consumer = new Thread(worker::consumeOrExit, "consumer");
			Thread producer = new Thread(worker::produceOrExit, "producer");
			if (consumes) {
				consumer.start();
			}
			if (produces) {
				producer.start();
			}
			worker.obey();
			producer.join();
			consumer.join();
		}
	}

	private void obey() throws IOException {
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			if (line.equals("stop")) {
				this.stopped = true;
			}
			else {
				this.total = Long.parseLong(line);
				return;
			}
		}
		// nobody listens any more
		System.exit(1);
	}

	private void produceOrExit() {
		try {
			produce();
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
	}

	private void consumeOrExit() {
		try {
			consume();
		}
		catch (Exception ex) {
			fail(ex);
		}
	}

	private static void fail(Exception ex) {
		say("failed " + ex);
		System.exit(1);
	}

	private void produce() {
		long startNs = System.nanoTime();
		long sent = 0;
		long sentBefore = 0;
		long bytesBefore = 0;
		while (!this.stopped) {
			this.scenario.produce(sent, CHUNK);
			sent += CHUNK;
			if (sentBefore == 0 && System.nanoTime() - startNs > this.windowNs) {
				sentBefore = sent;
				bytesBefore = this.threads.getCurrentThreadAllocatedBytes();
			}
		}
		long bytes = this.threads.getCurrentThreadAllocatedBytes() - bytesBefore;
		say("produced " + sent + " " + (sent - sentBefore) + " " + bytes);
	}

	private void consume() throws Exception {
		Checksum checksum = this.checksum;
		while (this.scenario.consume() == 0) {
			Thread.onSpinWait();
		}
		takeFor();
		long startNs = System.nanoTime();
		long events = checksum.events();
		long bytes = this.threads.getCurrentThreadAllocatedBytes();
		takeFor();
		bytes = this.threads.getCurrentThreadAllocatedBytes() - bytes;
		events = checksum.events() - events;
		say("measured " + events + " " + (System.nanoTime() - startNs) + " " + bytes);
		long total = this.total;
		while (total < 0 || checksum.events() < total) {
			if (this.scenario.consume() == 0) {
				Thread.onSpinWait();
			}
			total = this.total;
		}
		checksum.check(total);
		say("checked");
	}

	/** The clock is asked once in a while only: a call may have taken one event. */
	private void takeFor() throws Exception {
		Scenario scenario = this.scenario;
		long startNs = System.nanoTime();
		do {
			for (int i = 0; i < 64; i++) {
				if (scenario.consume() == 0) {
					Thread.onSpinWait();
				}
			}
		}
		while (System.nanoTime() - startNs < this.windowNs);
	}

	private static void say(String line) {
		Objects.requireNonNull(System.out).println(line);
		System.out.flush();
	}

}
