package io.mmapring.codec;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.mmapring.event.RingCodec;
import io.mmapring.file.RingMemory;
import io.mmapring.file.SlotBuffer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What codecs leave for the garbage collector.
 */
class EncodingAllocationTests {

	private static final int EVENTS = 100_000;

	/**
	 * What the measurement itself may cost, in bytes: less than one for a hundred events.
	 */
	private static final long MEASUREMENT_BYTES = 1000;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final SlotBuffer buffer = new SlotBuffer(new RingMemory(ByteBuffer.allocateDirect(256)));

	@BeforeEach
	void moveWindow() {
		this.buffer.window(0, 256);
	}

	@Test
	void whenRecordIsEncodedThenNoObjectIsMade() {
		RecordCodec<Flight> codec = RecordCodec.of(Flight.class);
		Flight ascii = new Flight(1, (short) 2, Flight.State.LEFT, "BER", true);
		Flight latin = new Flight(1, (short) 2, Flight.State.LEFT, "éé", true);
		Flight wide = new Flight(1, (short) 2, Flight.State.LEFT, "\uD83D\uDE00", true);
		Flight nulls = new Flight(1, (short) 2, null, null, true);
		assertThat(allocatedBytes(() -> {
			codec.encode(ascii, this.buffer, 0);
			codec.encode(latin, this.buffer, 24);
			codec.encode(wide, this.buffer, 48);
			codec.encode(nulls, this.buffer, codec.length(nulls));
		})).isLessThan(MEASUREMENT_BYTES);
	}

	@Test
	void whenRecordOfAllNumbersIsEncodedThenNoObjectIsMade() {
		RecordCodec<RecordCodecTests.Numbers> codec = RecordCodec.of(RecordCodecTests.Numbers.class);
		RecordCodecTests.Numbers event = new RecordCodecTests.Numbers(true, (byte) 100, (short) 1000, 'x', 100_000,
				10_000_000_000L, 1.5F, 2.5);
		assertThat(allocatedBytes(() -> codec.encode(event, this.buffer, 0))).isLessThan(MEASUREMENT_BYTES);
	}

	@Test
	void whenTextIsEncodedThenNoObjectIsMade() {
		RingCodec<String> codec = RingCodecs.text();
		String event = "sequence, position, é";
		assertThat(allocatedBytes(() -> codec.encode(event, this.buffer, codec.length(event))))
			.isLessThan(MEASUREMENT_BYTES);
	}

	@Test
	void whenRecordIsDecodedThenOnlyItAndItsTextAreMade() {
		RecordCodec<Flight> codec = RecordCodec.of(Flight.class);
		codec.encode(new Flight(1, (short) 2, Flight.State.LEFT, "BER", true), this.buffer, 0);
		Flight[] last = new Flight[1];
		// record 32, string 24, its bytes 24; a copy on the way would be 24 more
		assertThat(allocatedBytes(() -> last[0] = codec.decode(this.buffer, 0, 24)) / EVENTS).isLessThan(100);
		assertThat(last[0].origin()).isEqualTo("BER");
	}

	private long allocatedBytes(Runnable action) {
		repeat(action);
		long before = THREADS.getCurrentThreadAllocatedBytes();
		repeat(action);
		return THREADS.getCurrentThreadAllocatedBytes() - before;
	}

	private static void repeat(Runnable action) {
		for (int i = 0; i < EVENTS; i++) {
			action.run();
		}
	}

}
