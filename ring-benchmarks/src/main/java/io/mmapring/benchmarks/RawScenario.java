package io.mmapring.benchmarks;

import org.agrona.DirectBuffer;

import io.mmapring.Claim;
import io.mmapring.Producer;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventHandler;
import io.mmapring.event.EventType;

/** Bytes, written and read in place. */
final class RawScenario extends RingScenario {

	private static final EventFiller<Source> FILLER = (payload, source) -> {
		long i = source.number;
		payload.putLong(0, i);
		payload.putLong(8, Checksum.second(i));
		payload.putLong(16, Checksum.third(i));
		payload.putLong(24, Checksum.fourth(i));
	};

	private final Source source = new Source();

	RawScenario(boolean batches) {
		super("ring, raw", batches);
	}

	@Override
	long tryPublish(Producer producer, long i) {
		this.source.number = i;
		return producer.tryPublish(EventType.RAW, LENGTH, FILLER, this.source);
	}

	@Override
	void fill(Claim claim, long i) {
		this.source.number = i;
		FILLER.fill(claim.next(EventType.RAW, LENGTH), this.source);
	}

	@Override
	EventHandler handler(Checksum checksum) {
		return (event, sequence, endOfBatch) -> {
			DirectBuffer payload = event.payload();
			checksum.add(payload.getLong(0), payload.getLong(8), payload.getLong(16), payload.getLong(24));
		};
	}

}
