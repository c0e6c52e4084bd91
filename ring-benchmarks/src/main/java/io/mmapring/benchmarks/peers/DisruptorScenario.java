package io.mmapring.benchmarks.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.WaitStrategy;
import org.jspecify.annotations.Nullable;

import io.mmapring.benchmarks.scenario.Arrangement;
import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Receiver;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.benchmarks.scenario.Sender;
import io.mmapring.benchmarks.scenario.Waiting;

/** The Disruptor, with a poller for each consumer. */
public final class DisruptorScenario implements Scenario {

	private final int producers;

	private final boolean batches;

	private final Arrangement arrangement;

	private final int slots;

	private @Nullable RingBuffer<Cell> ring;

	private final List<EventPoller<Cell>> pollers = new ArrayList<>();

	/**
	 * Use a Disruptor.
	 * @param producers how many producers
	 * @param batches whether they publish batches
	 * @param arrangement its consumers
	 */
	public DisruptorScenario(int producers, boolean batches, Arrangement arrangement) {
		this(producers, batches, arrangement, SLOTS);
	}

	/**
	 * Use a Disruptor of some size.
	 * @param producers how many producers
	 * @param batches whether they publish batches
	 * @param arrangement its consumers
	 * @param slots how many slots
	 */
	public DisruptorScenario(int producers, boolean batches, Arrangement arrangement, int slots) {
		this.slots = slots;
		this.producers = producers;
		this.batches = batches;
		this.arrangement = arrangement;
	}

	@Override
	public String name() {
		String words = this.arrangement.words();
		return "LMAX Disruptor%s%s%s%s, %s".formatted((this.producers == 1) ? "" : ", two producers",
				(this.slots == SLOTS) ? "" : ", %d slots".formatted(this.slots), words.isEmpty() ? "" : ", ", words,
				this.batches ? "batches of " + BATCH : "each");
	}

	@Override
	public boolean betweenProcesses() {
		return false;
	}

	@Override
	public int producers() {
		return this.producers;
	}

	@Override
	public int consumers() {
		return this.arrangement.consumers();
	}

	@Override
	public Waiting waiting() {
		return new Waiting(this.producers + this.arrangement.threads());
	}

	@Override
	public void open(Path directory) {
		WaitStrategy waiting = new BusySpinWaitStrategy();
		RingBuffer<Cell> ring = (this.producers == 1) ? RingBuffer.createSingleProducer(Cell::new, this.slots, waiting)
				: RingBuffer.createMultiProducer(Cell::new, this.slots, waiting);
		for (int i = 0; i < consumers(); i++) {
			this.pollers.add(ring.newPoller(sequences(this.arrangement.after(i))));
		}
		ring.addGatingSequences(sequences(this.arrangement.last()));
		this.ring = ring;
	}

	private Sequence[] sequences(List<Integer> consumers) {
		return consumers.stream().map((i) -> this.pollers.get(i).getSequence()).toArray(Sequence[]::new);
	}

	@Override
	public Sender sender(int producer) {
		return new Side(Objects.requireNonNull(this.ring), this.batches ? BATCH : 1, waiting());
	}

	@Override
	public Receiver receiver(int consumer, Checksum checksum) {
		return Receiver.of(new Poll(this.pollers.get(consumer), checksum), waiting());
	}

	@Override
	public void close() {
		this.ring = null;
	}

	/** The side of a consumer. */
	private static final class Poll implements Receiver.Poll, EventPoller.Handler<Cell> {

		private final EventPoller<Cell> poller;

		private final Checksum checksum;

		private int taken;

		Poll(EventPoller<Cell> poller, Checksum checksum) {
			this.poller = poller;
			this.checksum = checksum;
		}

		@Override
		public int poll() throws Exception {
			this.taken = 0;
			this.poller.poll(this);
			return this.taken;
		}

		@Override
		public boolean onEvent(Cell cell, long sequence, boolean endOfBatch) {
			cell.addTo(this.checksum);
			return ++this.taken < LIMIT;
		}

	}

	/** The side of a producer. */
	private record Side(RingBuffer<Cell> ring, int step, Waiting waiting) implements Sender {

		@Override
		public void send(long from, int count) {
			int step = this.step;
			for (long i = from; i < from + count; i += step) {
				long last = claim(step);
				long first = last - step + 1;
				for (int k = 0; k < step; k++) {
					this.ring.get(first + k).set(i + k);
				}
				this.ring.publish(first, last);
			}
		}

		private long claim(int n) {
			while (true) {
				// asked first: an exception is for who does not ask
				if (this.ring.hasAvailableCapacity(n)) {
					try {
						return this.ring.tryNext(n);
					}
					catch (InsufficientCapacityException ex) {
						// another producer took the room that was seen
						this.waiting.idle();
						continue;
					}
				}
				this.waiting.idle();
			}
		}

	}

}
