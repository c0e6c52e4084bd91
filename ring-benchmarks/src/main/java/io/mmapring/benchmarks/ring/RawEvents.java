package io.mmapring.benchmarks.ring;

import org.agrona.DirectBuffer;

import io.mmapring.Claim;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventHandler;
import io.mmapring.event.EventType;

/** Bytes, written and read in place. */
public final class RawEvents implements Events {

	private static final EventFiller<EventNumber> FILLER = (payload, number) -> {
		long i = number.value;
		payload.putLong(0, i);
		payload.putLong(8, Checksum.second(i));
		payload.putLong(16, Checksum.third(i));
		payload.putLong(24, Checksum.fourth(i));
	};

	@Override
	public String name() {
		return "raw";
	}

	@Override
	public void register(Ring ring) {
		// bytes have no type
	}

	@Override
	public Writer writer() {
		EventNumber number = new EventNumber();
		return new Writer() {

			@Override
			public long tryPublish(Producer producer, long i) {
				number.value = i;
				return producer.tryPublish(EventType.RAW, Scenario.LENGTH, FILLER, number);
			}

			@Override
			public void fill(Claim claim, long i) {
				number.value = i;
				FILLER.fill(claim.next(EventType.RAW, Scenario.LENGTH), number);
			}

		};
	}

	@Override
	public EventHandler handler(Checksum checksum) {
		return (event, sequence, endOfBatch) -> {
			DirectBuffer payload = event.payload();
			checksum.add(payload.getLong(0), payload.getLong(8), payload.getLong(16), payload.getLong(24));
		};
	}

}
