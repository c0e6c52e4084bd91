package io.mmapring.file;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import com.sun.management.ThreadMXBean;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a slot's buffer leaves for the garbage collector.
 */
class SlotBufferAllocationTests {

	private static final int TIMES = 100_000;

	/**
	 * What the measurement itself may cost, in bytes: less than one for a hundred times.
	 */
	private static final long MEASUREMENT_BYTES = 1000;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final SlotBuffer buffer = new SlotBuffer(new RingMemory(ByteBuffer.allocateDirect(256)));

	private final SlotBuffer other = new SlotBuffer(new RingMemory(ByteBuffer.allocateDirect(256)));

	private long read;

	@Test
	void whenMovedReadAndWrittenThenNoObjectIsMade() {
		assertThat(allocatedBytes(this::moveReadAndWrite)).isLessThan(MEASUREMENT_BYTES);
	}

	@Test
	void whenCopiedThenNoObjectIsMade() {
		byte[] array = new byte[64];
		ByteBuffer heap = ByteBuffer.allocate(64);
		ByteBuffer direct = ByteBuffer.allocateDirect(64);
		assertThat(allocatedBytes(() -> {
			MutableDirectBuffer view = this.buffer;
			this.buffer.window(3, 64);
			this.other.window(5, 64);
			view.putBytes(0, array);
			view.getBytes(0, array);
			view.putBytes(0, heap, 0, 64);
			view.getBytes(0, heap, 0, 64);
			view.putBytes(0, direct, 0, 64);
			view.getBytes(0, direct, 0, 64);
			view.putBytes(0, this.other, 0, 64);
			view.getBytes(0, this.other, 0, 64);
			view.setMemory(0, 64, (byte) 1);
		})).isLessThan(MEASUREMENT_BYTES);
	}

	private void moveReadAndWrite() {
		MutableDirectBuffer view = this.buffer;
		this.buffer.window(3, 64);
		view.putLong(1, this.read);
		view.putDouble(9, 1.5, ByteOrder.BIG_ENDIAN);
		view.putInt(17, 1, ByteOrder.LITTLE_ENDIAN);
		view.putFloat(21, 1.5F);
		view.putShort(25, (short) 1, ByteOrder.BIG_ENDIAN);
		view.putChar(27, 'x');
		view.putByte(29, (byte) 1);
		int digits = view.putLongAscii(30, -this.read);
		view.putStringWithoutLengthAscii(50, "tail");
		this.read += view.getLong(1) + (long) view.getDouble(9, ByteOrder.BIG_ENDIAN) + view.getInt(17)
				+ (long) view.getFloat(21) + view.getShort(25) + view.getChar(27) + view.getByte(29)
				+ view.parseLongAscii(30, digits);
		this.read &= 0xFF;
	}

	private static long allocatedBytes(Runnable action) {
		repeat(action);
		long before = THREADS.getCurrentThreadAllocatedBytes();
		repeat(action);
		return THREADS.getCurrentThreadAllocatedBytes() - before;
	}

	private static void repeat(Runnable action) {
		for (int i = 0; i < TIMES; i++) {
			action.run();
		}
	}

}
