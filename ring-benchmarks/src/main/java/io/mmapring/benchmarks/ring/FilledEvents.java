package io.mmapring.benchmarks.ring;

import org.agrona.DirectBuffer;

import io.mmapring.Claim;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventHandler;
import io.mmapring.event.EventType;

/**
 * Bytes that fill their slots: behind the four longs of each event there are further
 * ones.
 */
public final class FilledEvents implements Events {

	/** What a slot has besides its payload. */
	private static final int SLOT_OVERHEAD_BYTES = 16;

	private final int length;

	private final EventFiller<EventNumber> filler;

	/**
	 * Fill slots.
	 * @param slotBytes size of a slot
	 */
	public FilledEvents(int slotBytes) {
		int length = slotBytes - SLOT_OVERHEAD_BYTES;
		this.length = length;
		this.filler = (payload, number) -> {
			long i = number.value;
			payload.putLong(0, i);
			payload.putLong(8, Checksum.second(i));
			payload.putLong(16, Checksum.third(i));
			payload.putLong(24, Checksum.fourth(i));
			for (int at = 32; at < length; at += Long.BYTES) {
				payload.putLong(at, i + at);
			}
		};
	}

	@Override
	public String name() {
		return "raw";
	}

	@Override
	public void register(Ring ring) {
		if (ring.payloadCapacityBytes() != this.length) {
			throw new IllegalStateException(
					"slot: payload=%d (expected: %d)".formatted(ring.payloadCapacityBytes(), this.length));
		}
	}

	@Override
	public Writer writer() {
		EventNumber number = new EventNumber();
		return new Writer() {

			@Override
			public long tryPublish(Producer producer, long i) {
				number.value = i;
				return producer.tryPublish(EventType.RAW, FilledEvents.this.length, FilledEvents.this.filler, number);
			}

			@Override
			public void fill(Claim claim, long i) {
				number.value = i;
				FilledEvents.this.filler.fill(claim.next(EventType.RAW, FilledEvents.this.length), number);
			}

		};
	}

	@Override
	public EventHandler handler(Checksum checksum) {
		int length = this.length;
		long further = (length - 32L) / Long.BYTES;
		// what they are above the event's number, together: the mean of the first and the
		// last
		long above = further * (32L + length - Long.BYTES) / 2;
		return (event, sequence, endOfBatch) -> {
			DirectBuffer payload = event.payload();
			long sum = 0;
			for (int at = 32; at < length; at += Long.BYTES) {
				sum += payload.getLong(at);
			}
			long i = payload.getLong(0);
			boolean whole = sum == further * i + above;
			checksum.add(whole ? i : -1, payload.getLong(8), payload.getLong(16), payload.getLong(24));
		};
	}

}
