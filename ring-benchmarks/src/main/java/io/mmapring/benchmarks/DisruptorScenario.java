package io.mmapring.benchmarks;

import java.nio.file.Path;
import java.util.Objects;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import org.jspecify.annotations.Nullable;

/** The Disruptor with one producer and a poller. */
final class DisruptorScenario implements Scenario {

	private final boolean batches;

	private final RingBuffer<Cell> ring = RingBuffer.createSingleProducer(Cell::new, SLOTS, new BusySpinWaitStrategy());

	private final EventPoller<Cell> poller = this.ring.newPoller();

	private EventPoller.@Nullable Handler<Cell> handler;

	private int taken;

	DisruptorScenario(boolean batches) {
		this.batches = batches;
		this.ring.addGatingSequences(this.poller.getSequence());
	}

	@Override
	public String name() {
		return "LMAX Disruptor, " + (this.batches ? "batches of " + BATCH : "each");
	}

	@Override
	public boolean betweenProcesses() {
		return false;
	}

	@Override
	public void setUp(Path directory, boolean consumes, boolean produces, Checksum checksum) {
		this.handler = (cell, sequence, endOfBatch) -> {
			checksum.add(cell.a, cell.b, cell.c, cell.d);
			return ++this.taken < LIMIT;
		};
	}

	@Override
	public void produce(long from, int count) {
		int step = this.batches ? BATCH : 1;
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
			// asked first: its exception is for who does not ask
			if (this.ring.hasAvailableCapacity(n)) {
				try {
					return this.ring.tryNext(n);
				}
				catch (InsufficientCapacityException ex) {
					throw new IllegalStateException("the only producer lost the room that it saw", ex);
				}
			}
			Thread.onSpinWait();
		}
	}

	@Override
	public int consume() throws Exception {
		this.taken = 0;
		this.poller.poll(Objects.requireNonNull(this.handler));
		return this.taken;
	}

	@Override
	public void close() {
		// nothing outlives it
	}

	/** What a slot of it holds. */
	static final class Cell {

		private long a;

		private long b;

		private long c;

		private long d;

		void set(long i) {
			this.a = i;
			this.b = Checksum.second(i);
			this.c = Checksum.third(i);
			this.d = Checksum.fourth(i);
		}

	}

}
