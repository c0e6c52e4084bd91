package io.mmapring.benchmarks;

import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.mmapring.Claim;
import io.mmapring.Consumer;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.event.EventHandler;

/**
 * The ring, whatever its events are made of.
 * <p>
 * Threads: as {@link Scenario} says.
 */
abstract class RingScenario implements Scenario {

	/** Name of the ring. */
	static final String RING = "benchmark";

	/** Size of a slot: an event fits into one. */
	static final int SLOT_BYTES = 64;

	/** Its only group. */
	static final String GROUP = "sums";

	private final String name;

	private final boolean batches;

	private @Nullable Ring ring;

	private @Nullable Producer producer;

	private @Nullable Consumer consumer;

	private @Nullable EventHandler handler;

	RingScenario(String name, boolean batches) {
		this.name = name + (batches ? ", batches of " + BATCH : ", each");
		this.batches = batches;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public boolean betweenProcesses() {
		return true;
	}

	@Override
	public void setUp(Path directory, boolean consumes, boolean produces, Checksum checksum) {
		Ring ring = Ring.builder(RING)
			.directory(directory)
			.slots(SLOTS)
			.slotSizeBytes(SLOT_BYTES)
			.group(GROUP)
			.preTouch(true)
			.open();
		this.ring = ring;
		register(ring);
		if (consumes) {
			this.consumer = ring.consumer(GROUP);
			this.handler = handler(checksum);
		}
		if (produces) {
			this.producer = ring.producer();
		}
	}

	void register(Ring ring) {
	}

	/** Publish one event, or say with a negative number that there is no room. */
	abstract long tryPublish(Producer producer, long i);

	abstract void fill(Claim claim, long i);

	abstract EventHandler handler(Checksum checksum);

	@Override
	public void produce(long from, int count) {
		Producer producer = Objects.requireNonNull(this.producer);
		long end = from + count;
		if (!this.batches) {
			for (long i = from; i < end; i++) {
				while (tryPublish(producer, i) < 0) {
					Thread.onSpinWait();
				}
			}
			return;
		}
		for (long i = from; i < end; i += BATCH) {
			while (producer.tryClaim(BATCH) < 0) {
				Thread.onSpinWait();
			}
			Claim claim = producer.claimed();
			for (int k = 0; k < BATCH; k++) {
				fill(claim, i + k);
			}
			claim.publish();
		}
	}

	@Override
	public int consume() throws Exception {
		return Objects.requireNonNull(this.consumer).poll(Objects.requireNonNull(this.handler), LIMIT);
	}

	@Override
	public void close() {
		Objects.requireNonNull(this.ring).close();
	}

}
