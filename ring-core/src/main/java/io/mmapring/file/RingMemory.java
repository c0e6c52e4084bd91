package io.mmapring.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * Ordered access to the bytes of a ring file. The memory order of each access is part of
 * its name: <i>plain</i> promises nothing, <i>opaque</i> only that the access happens,
 * <i>acquire</i> that no later access moves above it, <i>release</i> that no earlier one
 * sinks below it, <i>compare-and-set</i> both and that it never fails without cause.
 * <p>
 * All values are little-endian, whatever the machine. Offsets are in bytes from the start
 * of the file and must be multiples of the value's size for everything but plain loads.
 * Not final only so that a test can record what is stored and in which order.
 * <p>
 * Threads: safe for any number of threads. Processes: safe for any number of processes.
 */
public class RingMemory {

	private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	/**
	 * Whether a plain store is one with release, but for the compiler. Where it is, a
	 * fence that is no instruction and a plain store take two thirds of the instructions
	 * of a {@link VarHandle}'s ordered store; elsewhere the fence would cost far more.
	 */
	private static final boolean STORES_IN_ORDER = List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));

	private static final int LONG_SHIFT = 3;

	private static final int LOST_PER_PARK = 64;

	private final ByteBuffer bytes;

	/**
	 * The same bytes. An aligned long of a direct buffer is one access to the machine,
	 * and costs half the instructions of one by a {@link VarHandle}.
	 */
	private final LongBuffer longs;

	/**
	 * Give access to a direct buffer, as a rule a mapped file.
	 * @param bytes the buffer; direct, because only there 64-bit access is atomic
	 * @throws IllegalArgumentException if the buffer is not direct
	 */
	public RingMemory(ByteBuffer bytes) {
		Objects.requireNonNull(bytes, "bytes");
		if (!bytes.isDirect()) {
			throw new IllegalArgumentException("bytes: a heap buffer (expected: a direct buffer)");
		}
		this.bytes = bytes.duplicate().position(0).order(ByteOrder.LITTLE_ENDIAN);
		this.longs = this.bytes.asLongBuffer();
	}

	/**
	 * The buffer itself, for the views of this package.
	 * @return the little-endian buffer over the whole file
	 */
	final ByteBuffer bytes() {
		return this.bytes;
	}

	/**
	 * Size of the memory.
	 * @return the size in bytes
	 */
	public final int size() {
		return this.bytes.capacity();
	}

	/**
	 * Load a long: plain.
	 * @param offset where, in bytes
	 * @return the value
	 */
	public long longPlain(int offset) {
		return (long) LONGS.get(this.bytes, offset);
	}

	/**
	 * Store a long: plain.
	 * @param offset where, in bytes
	 * @param value the value
	 */
	public void longPlain(int offset, long value) {
		this.longs.put(offset >> LONG_SHIFT, value);
	}

	/**
	 * Load an int: plain.
	 * @param offset where, in bytes
	 * @return the value
	 */
	public int intPlain(int offset) {
		return (int) INTS.get(this.bytes, offset);
	}

	/**
	 * Store an int: plain.
	 * @param offset where, in bytes
	 * @param value the value
	 */
	public void intPlain(int offset, int value) {
		INTS.set(this.bytes, offset, value);
	}

	/**
	 * Load a long: opaque.
	 * @param offset where, in bytes
	 * @return the value
	 */
	public long longOpaque(int offset) {
		return (long) LONGS.getOpaque(this.bytes, offset);
	}

	/**
	 * Store a long: opaque.
	 * @param offset where, in bytes
	 * @param value the value
	 */
	public void longOpaque(int offset, long value) {
		LONGS.setOpaque(this.bytes, offset, value);
	}

	/**
	 * Load a long: acquire.
	 * @param offset where, in bytes
	 * @return the value
	 */
	public long longAcquire(int offset) {
		return (long) LONGS.getAcquire(this.bytes, offset);
	}

	/**
	 * Store a long: release.
	 * @param offset where, in bytes
	 * @param value the value
	 */
	public void longRelease(int offset, long value) {
		if (STORES_IN_ORDER) {
			VarHandle.releaseFence();
			this.longs.put(offset >> LONG_SHIFT, value);
		}
		else {
			LONGS.setRelease(this.bytes, offset, value);
		}
	}

	/**
	 * Store one value in longs at the same distance from each other: release, each of
	 * them, in ascending order.
	 * @param offset where the first one is, in bytes
	 * @param distance from one to the next, in bytes
	 * @param count how many
	 * @param value the value
	 */
	public final void longsRelease(int offset, int distance, int count, long value) {
		int end = offset + count * distance;
		for (int at = offset; at != end; at += distance) {
			longRelease(at, value);
		}
	}

	/**
	 * Look at longs at the same distance from each other, until one is not as expected:
	 * acquire, all of them.
	 * @param offset where the first one is, in bytes
	 * @param distance from one to the next, in bytes
	 * @param count how many at most
	 * @param mask the bits that are looked at
	 * @param expected how these bits must be
	 * @return how many are as expected
	 */
	public final int longsMatchingAcquire(int offset, int distance, int count, long mask, long expected) {
		int matching = 0;
		while (matching < count && (longPlain(offset + matching * distance) & mask) == expected) {
			matching++;
		}
		// one for all of them: the loads may go on at the same time
		VarHandle.acquireFence();
		return matching;
	}

	/**
	 * Compare and set with the order of a volatile access; never fails without cause.
	 * @param offset where, in bytes
	 * @param expected the whole word that must be there
	 * @param value the word to store
	 * @return whether the word was as expected and is now the new one
	 */
	public boolean longCompareAndSet(int offset, long expected, long value) {
		return LONGS.compareAndSet(this.bytes, offset, expected, value);
	}

	/**
	 * Add to a long in one step, with the order of a volatile access.
	 * @param offset where, in bytes
	 * @param delta what to add
	 * @return the value before
	 */
	public long longGetAndAdd(int offset, long delta) {
		for (int lost = 1;; lost++) {
			long value = longOpaque(offset);
			if (LONGS.compareAndSet(this.bytes, offset, value, value + delta)) {
				return value;
			}
			if (lost % LOST_PER_PARK == 0) {
				// where the file was cut no attempt succeeds, and the error comes only
				// when the thread enters the JVM, which a loop of the VarHandle's own
				// need not do
				LockSupport.parkNanos(1);
			}
		}
	}

	/**
	 * Load a byte: plain.
	 * @param offset where, in bytes
	 * @return the value
	 */
	public byte bytePlain(int offset) {
		return this.bytes.get(offset);
	}

	/**
	 * Copy bytes out of the memory, in no order.
	 * @param offset where they start
	 * @param destination where they go, all of it
	 */
	public void bytesPlain(int offset, byte[] destination) {
		this.bytes.get(offset, destination);
	}

	/**
	 * Copy bytes into the memory, in no order.
	 * @param offset where they go
	 * @param source all of these bytes
	 */
	public void storeBytesPlain(int offset, byte[] source) {
		this.bytes.put(offset, source);
	}

	/**
	 * Copy bytes from other memory, in no order.
	 * @param offset where they go
	 * @param source where they come from
	 * @param sourceOffset where they start there
	 * @param length how many
	 */
	public void copyPlain(int offset, RingMemory source, int sourceOffset, int length) {
		this.bytes.put(offset, source.bytes, sourceOffset, length);
	}

	/** No load or store may move across this point, in either direction. */
	public void fullFence() {
		VarHandle.fullFence();
	}

	/** No load may move above this point. */
	public void acquireFence() {
		VarHandle.acquireFence();
	}

	/** No store may move above an earlier store. */
	public void storeStoreFence() {
		VarHandle.storeStoreFence();
	}

}
