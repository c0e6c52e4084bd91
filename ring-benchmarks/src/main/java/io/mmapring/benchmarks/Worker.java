package io.mmapring.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Receiver;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.benchmarks.scenario.Sender;

/**
 * One side of a scenario, or all, in a JVM that is made for one run. It is told by lines
 * when to stop, and says by lines what it measured.
 * <p>
 * Threads: the thread that opened it only.
 */
final class Worker {

	/** Role of all sides in one JVM. */
	static final String ALL = "all";

	/** Role of the consumers. A producer's role is its number. */
	static final String CONSUMER = "c";

	/** Tells a side to open its files. */
	static final String OPEN = "open";

	/** Tells producers to stop. */
	static final String STOP = "stop";

	/** Where answers go; what others print goes nowhere. */
	private static final PrintStream ANSWERS = Objects.requireNonNull(System.out);

	private static final int CHUNK = 32 * Scenario.BATCH;

	private final Scenario scenario;

	private final long windowNs;

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	/** How many looks of the consumer that measures have found events. */
	private long finds;

	private volatile boolean stopped;

	/** How many events each producer has sent in all, once that is known. */
	private volatile long @Nullable [] sent;

	private Worker(Scenario scenario, long windowMs) {
		this.scenario = scenario;
		this.windowNs = windowMs * 1_000_000;
	}

	/** Arguments: scenario, directory, milliseconds of warm-up and of the run, role. */
	static void run(String[] arguments) throws Exception {
		System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		if (!OPEN.equals(in.readLine())) {
			// nobody listens any more
			System.exit(1);
		}
		try (Scenario scenario = Scenarios.java(arguments[0]).scenario().get()) {
			Worker worker = new Worker(scenario, Long.parseLong(arguments[2]));
			scenario.open(Path.of(arguments[1]));
			List<Thread> sides = worker.sides(arguments[3]);
			say("ready");
			sides.forEach(Thread::start);
			worker.obey(in);
			for (Thread side : sides) {
				side.join();
			}
		}
	}

	private List<Thread> sides(String role) {
		boolean all = role.equals(ALL);
		List<Thread> sides = new ArrayList<>();
		for (int i = 0; i < this.scenario.consumers() && (all || role.equals(CONSUMER)); i++) {
			Checksum checksum = this.scenario.checksum();
			Receiver receiver = this.scenario.receiver(i, checksum);
			boolean measures = i == this.scenario.consumers() - 1;
			sides.add(thread("consumer", () -> consume(receiver, checksum, measures)));
		}
		for (int i = 0; i < this.scenario.producers(); i++) {
			int producer = i;
			if (all || role.equals(Integer.toString(i))) {
				Sender sender = this.scenario.sender(i);
				sides.add(thread("producer", () -> produce(sender, producer)));
			}
		}
		return sides;
	}

	private static Thread thread(String name, Action action) {
		return new Thread(() -> {
			try {
				action.run();
			}
			catch (Exception ex) {
				say("failed " + ex);
				System.exit(1);
			}
		}, name);
	}

	private void obey(BufferedReader in) throws IOException {
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			if (line.equals(STOP)) {
				this.stopped = true;
			}
			else {
				this.sent = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
				return;
			}
		}
		// nobody listens any more
		System.exit(1);
	}

	private void produce(Sender sender, int producer) {
		long first = Checksum.first(producer);
		long startNs = System.nanoTime();
		long sent = 0;
		long sentBefore = 0;
		long bytesBefore = 0;
		while (!this.stopped) {
			sender.send(first + sent, CHUNK);
			sent += CHUNK;
			if (sentBefore == 0 && System.nanoTime() - startNs > this.windowNs) {
				sentBefore = sent;
				bytesBefore = this.threads.getCurrentThreadAllocatedBytes();
			}
		}
		long bytes = this.threads.getCurrentThreadAllocatedBytes() - bytesBefore;
		say("produced " + producer + " " + sent + " " + (sent - sentBefore) + " " + bytes);
	}

	private void consume(Receiver receiver, Checksum checksum, boolean measures) throws Exception {
		long taken = 0;
		if (measures) {
			taken = first(receiver);
			taken += takeFor(receiver);
			long startNs = System.nanoTime();
			long bytes = this.threads.getThreadAllocatedBytes(receiver.handler());
			long events = takeFor(receiver);
			bytes = this.threads.getThreadAllocatedBytes(receiver.handler()) - bytes;
			say("measured " + events + " " + (System.nanoTime() - startNs) + " " + bytes + " " + this.finds);
			taken += events;
		}
		long[] sent = this.sent;
		while (sent == null || taken < Arrays.stream(sent).sum()) {
			int n = receiver.receive();
			receiver.idle(n);
			taken += n;
			sent = this.sent;
		}
		checksum.check(sent);
		receiver.check(sent);
		if (measures) {
			say("checked");
		}
	}

	private static int first(Receiver receiver) throws Exception {
		int taken = 0;
		while (taken == 0) {
			taken = receiver.receive();
			receiver.idle(taken);
		}
		return taken;
	}

	/** The clock is asked once in a while only: a call may have taken one event. */
	private long takeFor(Receiver receiver) throws Exception {
		long startNs = System.nanoTime();
		long taken = 0;
		long finds = 0;
		do {
			for (int i = 0; i < 64; i++) {
				int n = receiver.receive();
				receiver.idle(n);
				taken += n;
				finds += (n > 0) ? 1 : 0;
			}
		}
		while (System.nanoTime() - startNs < this.windowNs);
		this.finds = finds;
		return taken;
	}

	private static void say(String line) {
		synchronized (Worker.class) {
			ANSWERS.println(line);
			ANSWERS.flush();
		}
	}

	/** What a thread does. */
	private interface Action {

		void run() throws Exception;

	}

}
