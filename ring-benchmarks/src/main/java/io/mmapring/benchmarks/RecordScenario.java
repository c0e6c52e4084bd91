package io.mmapring.benchmarks;

import io.mmapring.Claim;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.codec.RecordCodec;
import io.mmapring.event.EventHandler;
import io.mmapring.event.EventType;

/** Records: one is made for each event on either side. */
final class RecordScenario extends RingScenario {

	private final EventType<Quad> type = new EventType<>(1, RecordCodec.of(Quad.class));

	RecordScenario(boolean batches) {
		super("ring, record", batches);
	}

	@Override
	void register(Ring ring) {
		ring.register(this.type.id(), this.type.codec());
	}

	@Override
	long tryPublish(Producer producer, long i) {
		return producer.tryPublish(this.type, Quad.of(i));
	}

	@Override
	void fill(Claim claim, long i) {
		this.type.codec().encode(Quad.of(i), claim.next(this.type.id(), LENGTH), 0);
	}

	@Override
	EventHandler handler(Checksum checksum) {
		return (event, sequence,
				endOfBatch) -> this.type.codec().decode(event.payload(), 0, event.length()).addTo(checksum);
	}

}
