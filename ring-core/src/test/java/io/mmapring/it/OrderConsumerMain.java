package io.mmapring.it;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.CreateMode;
import io.mmapring.Ring;
import io.mmapring.StorePosition;
import io.mmapring.event.EventHandler;
import io.mmapring.event.EventView;
import io.mmapring.inspect.RingSnapshot;

/**
 * A process that takes the events of one group, checks each, and says at the end in which
 * order they came.
 */
public final class OrderConsumerMain implements EventHandler {

	private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(1);

	private static final int LOOK_AHEAD = 1000;

	private final Ring ring;

	private final String after;

	private final long total;

	private final long stallEach;

	private final long[] nextCounters = new long[SumAndOrderIT.PRODUCERS];

	private final long[] nextBatches = new long[SumAndOrderIT.PRODUCERS];

	private final OrderEvent event = new OrderEvent();

	private int openProducer = -1;

	private int openIndex;

	private int openSize;

	private long lastSequence = -1;

	private long taken;

	private long hash;

	private OrderConsumerMain(Ring ring, String after, long total, long stallEach) {
		this.ring = ring;
		this.after = after;
		this.total = total;
		this.stallEach = stallEach;
	}

	public static void main(String[] args) throws Exception {
		ConsumerOptions options = ConsumerOptions.of(args[1]).withStorePosition(StorePosition.valueOf(args[3]));
		String after = args[2];
		options = after.isEmpty() ? options : options.withAfter(after);
		try (Ring ring = Ring.builder("order").directory(Path.of(args[0])).create(CreateMode.NEVER).open()) {
			Consumer consumer = ring.consumer(options);
			System.out.println("ready");
			OrderConsumerMain check = new OrderConsumerMain(ring, after, Long.parseLong(args[4]),
					Long.parseLong(args[5]));
			consumer.run((event, sequence, endOfBatch) -> {
				check.onEvent(event, sequence, endOfBatch);
				if (check.taken == check.total) {
					consumer.close();
				}
			});
			System.out.println("order " + check.taken + " " + Long.toHexString(check.hash));
		}
	}

	@Override
	public void onEvent(EventView view, long sequence, boolean endOfBatch) {
		this.event.read(view.payload());
		check(view.type() == OrderEvent.TYPE && view.length() == OrderEvent.LENGTH, sequence);
		check(sequence > this.lastSequence, sequence);
		check(this.event.counter == this.nextCounters[this.event.producer], sequence);
		this.nextCounters[this.event.producer]++;
		if (this.openIndex == this.openSize) {
			begin(sequence);
		}
		// a batch goes on without a gap, until it is whole
		check(this.event.producer == this.openProducer && this.event.index == this.openIndex
				&& this.event.size == this.openSize && this.event.batch == this.nextBatches[this.openProducer] - 1
				&& (this.openIndex == 0 || sequence == this.lastSequence + 1), sequence);
		this.openIndex++;
		this.lastSequence = sequence;
		this.hash = this.event.hash(this.hash, sequence);
		this.taken++;
		if (!this.after.isEmpty() && this.taken % LOOK_AHEAD == 0) {
			check(this.ring.snapshot().group(this.after).orElseThrow().position() > sequence, sequence);
		}
		if (this.taken % this.stallEach == 0) {
			stall();
		}
	}

	private void begin(long sequence) {
		this.openProducer = this.event.producer;
		this.openSize = this.event.size;
		this.openIndex = 0;
		check(this.event.batch == this.nextBatches[this.openProducer], sequence);
		this.nextBatches[this.openProducer]++;
	}

	/** Take nothing until the ring is full and its producers stand. */
	private void stall() {
		long lastTail = -1;
		RingSnapshot now = this.ring.snapshot();
		while (now.tail() < this.total && (now.tail() != lastTail || now.remaining() >= OrderProducerMain.MAX_BATCH)) {
			lastTail = now.tail();
			LockSupport.parkNanos(LOOK_NS);
			now = this.ring.snapshot();
		}
	}

	private void check(boolean asExpected, long sequence) {
		if (!asExpected) {
			throw new IllegalStateException("sequence %d after %d: %s (expected: event %d, %d of %d of producer %d)"
				.formatted(sequence, this.lastSequence, this.event, this.nextCounters[this.event.producer],
						this.openIndex, this.openSize, this.openProducer));
		}
	}

}
