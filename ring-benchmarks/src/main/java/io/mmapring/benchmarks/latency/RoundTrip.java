package io.mmapring.benchmarks.latency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Receiver;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.benchmarks.scenario.Sender;

/**
 * One event there and back, again and again: one scenario brings it there, another one
 * like it brings it back, and both sides spin.
 * <p>
 * Threads: one that asks, one that answers.
 */
public final class RoundTrip implements AutoCloseable {

	private final Scenario there;

	private final Scenario back;

	private volatile boolean stopped;

	/**
	 * Open both ways.
	 * @param scenario makes one that brings events one way
	 * @param directory for files, the same for both sides
	 * @throws Exception if that fails
	 */
	public RoundTrip(Supplier<Scenario> scenario, Path directory) throws Exception {
		this.there = scenario.get();
		this.back = scenario.get();
		this.there.open(way(directory, "there"));
		this.back.open(way(directory, "back"));
	}

	private static Path way(Path directory, String name) throws IOException {
		return Files.createDirectories(directory.resolve(name));
	}

	/**
	 * Make the side that asks.
	 * @return it
	 */
	public Asker asker() {
		Checksum checksum = Checksum.of(1);
		return new Asker(checksum, this.back.receiver(0, checksum));
	}

	/**
	 * Make the side that answers.
	 * @return it
	 */
	public Answerer answerer() {
		Checksum checksum = Checksum.of(1);
		return new Answerer(checksum, this.there.receiver(0, checksum));
	}

	/** Have both sides end that are in this process. */
	public void stop() {
		this.stopped = true;
	}

	/** Close both ways; the sides must have ended. */
	@Override
	public void close() {
		this.there.close();
		this.back.close();
	}

	/** Wait for the next event, or for the end: then {@code false}. */
	private boolean await(Receiver receiver) throws Exception {
		while (!this.stopped) {
			int taken = receiver.receive();
			receiver.idle(taken);
			if (taken > 0) {
				return true;
			}
		}
		return false;
	}

	/** The side that asks. */
	public final class Asker {

		private final Checksum checksum;

		private final Receiver receiver;

		private Asker(Checksum checksum, Receiver receiver) {
			this.checksum = checksum;
			this.receiver = receiver;
		}

		/**
		 * Ask and wait for the answer, for some time after as long a warm-up.
		 * @param windowNs how long, in nanoseconds
		 * @return how long the trips took
		 * @throws Exception if a side fails, or an event is wrong
		 */
		public Percentiles ask(long windowNs) throws Exception {
			Sender sender = RoundTrip.this.there.sender(0);
			Percentiles.Histogram histogram = new Percentiles.Histogram();
			long trips = 0;
			long beforeNs = System.nanoTime();
			long startNs = beforeNs + windowNs;
			while (beforeNs - startNs < windowNs || histogram.isEmpty()) {
				sender.send(trips++, 1);
				if (!await(this.receiver)) {
					throw new IllegalStateException("trips=%d: stopped while it waited for an answer".formatted(trips));
				}
				long ns = System.nanoTime();
				if (beforeNs - startNs >= 0) {
					histogram.add(ns - beforeNs);
				}
				beforeNs = ns;
			}
			this.checksum.check(trips);
			return histogram.percentiles();
		}

	}

	/** The side that answers. */
	public final class Answerer {

		private final Checksum checksum;

		private final Receiver receiver;

		private Answerer(Checksum checksum, Receiver receiver) {
			this.checksum = checksum;
			this.receiver = receiver;
		}

		/**
		 * Answer until {@link RoundTrip#stop} is called.
		 * @throws Exception if a side fails, or an event is wrong
		 */
		public void answer() throws Exception {
			Sender sender = RoundTrip.this.back.sender(0);
			long trips = 0;
			while (await(this.receiver)) {
				sender.send(trips++, 1);
			}
			this.checksum.check(trips);
		}

	}

}
