package io.mmapring.benchmarks.ring;

import io.mmapring.Claim;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Quad;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.codec.RecordCodec;
import io.mmapring.event.EventHandler;
import io.mmapring.event.EventType;

/** Records: one is made for each event on either side. */
public final class RecordEvents implements Events {

	private final EventType<Quad> type = new EventType<>(1, RecordCodec.of(Quad.class));

	@Override
	public String name() {
		return "record";
	}

	@Override
	public void register(Ring ring) {
		ring.register(this.type.id(), this.type.codec());
	}

	@Override
	public Writer writer() {
		EventType<Quad> type = this.type;
		return new Writer() {

			@Override
			public long tryPublish(Producer producer, long i) {
				return producer.tryPublish(type, Quad.of(i));
			}

			@Override
			public void fill(Claim claim, long i) {
				type.codec().encode(Quad.of(i), claim.next(type.id(), Scenario.LENGTH), 0);
			}

		};
	}

	@Override
	public EventHandler handler(Checksum checksum) {
		EventType<Quad> type = this.type;
		return (event, sequence, endOfBatch) -> type.codec().decode(event.payload(), 0, event.length()).addTo(checksum);
	}

}
