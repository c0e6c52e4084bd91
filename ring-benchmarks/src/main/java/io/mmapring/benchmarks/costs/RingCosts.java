package io.mmapring.benchmarks.costs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import io.mmapring.Claim;
import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.Producer;
import io.mmapring.Producers;
import io.mmapring.Ring;
import io.mmapring.WhenNoGroups;
import io.mmapring.benchmarks.machine.Processes;
import io.mmapring.benchmarks.ring.Events;
import io.mmapring.benchmarks.ring.RawEvents;
import io.mmapring.benchmarks.ring.RecordEvents;
import io.mmapring.benchmarks.ring.ViewEvents;
import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.event.EventHandler;

/** The steps, for events of one kind. Nobody else looks at the rings. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public abstract class RingCosts {

	private final Path directory;

	private final Ring free;

	private final Ring read;

	/** Of a ring that nobody reads: it never waits. */
	private final Producer producer;

	/** Of a ring that is read here. */
	private final Producer written;

	private final Consumer consumer;

	private final Events.Writer writer;

	private final EventHandler handler;

	private long next;

	RingCosts(Events events) {
		try {
			this.directory = Processes.directory();
		}
		catch (IOException ex) {
			throw new IllegalStateException("cannot make a directory for rings", ex);
		}
		this.free = Ring.builder("free")
			.directory(this.directory)
			.slots(Scenario.SLOTS)
			.producers(Producers.SINGLE)
			.whenNoGroups(WhenNoGroups.OVERWRITE)
			.preTouch(true)
			.open();
		this.read = Ring.builder("read")
			.directory(this.directory)
			.slots(Scenario.SLOTS)
			.producers(Producers.SINGLE)
			.group("sums")
			.preTouch(true)
			.open();
		events.register(this.free);
		events.register(this.read);
		this.producer = this.free.producer();
		this.written = this.read.producer();
		this.consumer = this.read.consumer(ConsumerOptions.of("sums"));
		this.writer = events.writer();
		this.handler = events.handler(Checksum.of(1));
	}

	/**
	 * Publish an event by itself.
	 * @return its sequence
	 */
	@Benchmark
	public long publish() {
		return this.writer.tryPublish(this.producer, this.next++);
	}

	/** Publish a batch. */
	@Benchmark
	@OperationsPerInvocation(Scenario.BATCH)
	public void publishBatch() {
		publishBatch(this.producer);
	}

	/**
	 * Publish a batch, and take it.
	 * @return how many events were taken
	 * @throws Exception if that fails
	 */
	@Benchmark
	@OperationsPerInvocation(Scenario.BATCH)
	public int publishBatchAndPoll() throws Exception {
		publishBatch(this.written);
		return this.consumer.poll(this.handler, Scenario.BATCH);
	}

	/**
	 * Look for events where there are none.
	 * @return 0
	 * @throws Exception if that fails
	 */
	@Benchmark
	public int pollNothing() throws Exception {
		return this.consumer.poll(this.handler, Scenario.BATCH);
	}

	private void publishBatch(Producer producer) {
		if (producer.tryClaim(Scenario.BATCH) < 0) {
			throw new IllegalStateException("claim=full (expected: room for %d events)".formatted(Scenario.BATCH));
		}
		Claim claim = producer.claimed();
		for (int i = 0; i < Scenario.BATCH; i++) {
			this.writer.fill(claim, this.next++);
		}
		claim.publish();
	}

	/**
	 * Close the rings.
	 * @throws IOException if their files cannot be deleted
	 */
	@TearDown
	public void close() throws IOException {
		this.free.close();
		this.read.close();
		Processes.delete(this.directory);
	}

	/** Bytes, written and read in place. */
	public static class Bytes extends RingCosts {

		/** Made by JMH. */
		public Bytes() {
			super(new RawEvents());
		}

	}

	/** Views, written and read in place. */
	public static class Views extends RingCosts {

		/** Made by JMH. */
		public Views() {
			super(new ViewEvents());
		}

	}

	/** Records, an object for each. */
	public static class Records extends RingCosts {

		/** Made by JMH. */
		public Records() {
			super(new RecordEvents());
		}

	}

}
