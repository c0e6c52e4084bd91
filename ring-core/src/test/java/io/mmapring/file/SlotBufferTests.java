package io.mmapring.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SlotBuffer}: values, bounds, copies.
 */
class SlotBufferTests {

	private static final int OFFSET = 72;

	private static final int LENGTH = 40;

	private final ByteBuffer bytes = ByteBuffer.allocateDirect(192);

	private final SlotBuffer buffer = new SlotBuffer(new RingMemory(this.bytes));

	static Stream<Value> values() {
		return Stream.of(
				new Value(Long.BYTES, 0x0102030405060708L, (b, i, o) -> b.putLong(i, 0x0102030405060708L, o),
						SlotBuffer::getLong, (b, i) -> b.putLong(i, 0x0102030405060708L), SlotBuffer::getLong),
				new Value(Integer.BYTES, 0x01020304, (b, i, o) -> b.putInt(i, 0x01020304, o), SlotBuffer::getInt,
						(b, i) -> b.putInt(i, 0x01020304), SlotBuffer::getInt),
				new Value(Short.BYTES, (short) 0x0102, (b, i, o) -> b.putShort(i, (short) 0x0102, o),
						SlotBuffer::getShort, (b, i) -> b.putShort(i, (short) 0x0102), SlotBuffer::getShort),
				new Value(Character.BYTES, (char) 0x0102, (b, i, o) -> b.putChar(i, (char) 0x0102, o),
						SlotBuffer::getChar, (b, i) -> b.putChar(i, (char) 0x0102), SlotBuffer::getChar),
				new Value(Double.BYTES, Double.longBitsToDouble(0x0102030405060708L),
						(b, i, o) -> b.putDouble(i, Double.longBitsToDouble(0x0102030405060708L), o),
						SlotBuffer::getDouble, (b, i) -> b.putDouble(i, Double.longBitsToDouble(0x0102030405060708L)),
						SlotBuffer::getDouble),
				new Value(Float.BYTES, Float.intBitsToFloat(0x01020304),
						(b, i, o) -> b.putFloat(i, Float.intBitsToFloat(0x01020304), o), SlotBuffer::getFloat,
						(b, i) -> b.putFloat(i, Float.intBitsToFloat(0x01020304)), SlotBuffer::getFloat));
	}

	@BeforeEach
	void moveWindow() {
		this.buffer.window(OFFSET, LENGTH);
	}

	@ParameterizedTest
	@MethodSource("values")
	void whenStoredInEitherOrderAtAnyIndexThenTheBytesLieInThatOrder(Value value) {
		for (int index = 0; index <= LENGTH - value.size(); index++) {
			clear();
			value.put().put(this.buffer, index, ByteOrder.BIG_ENDIAN);
			assertThat(stored(index, value.size())).isEqualTo(ascending(value.size()));
			assertThat(value.get().get(this.buffer, index, ByteOrder.BIG_ENDIAN)).isEqualTo(value.value());
			assertThat(changedOutside(index, value.size())).isFalse();
			value.put().put(this.buffer, index, ByteOrder.LITTLE_ENDIAN);
			assertThat(stored(index, value.size())).isEqualTo(descending(value.size()));
			assertThat(value.get().get(this.buffer, index, ByteOrder.LITTLE_ENDIAN)).isEqualTo(value.value());
		}
	}

	@ParameterizedTest
	@MethodSource("values")
	void whenNoOrderIsGivenThenTheMachinesOwnIsUsed(Value value) {
		value.nativePut().put(this.buffer, 3);
		assertThat(value.get().get(this.buffer, 3, ByteOrder.nativeOrder())).isEqualTo(value.value());
		assertThat(value.nativeGet().get(this.buffer, 3)).isEqualTo(value.value());
	}

	@ParameterizedTest
	@MethodSource("values")
	void whenNotAllInsideThenRefused(Value value) {
		clear();
		for (int index : new int[] { -1, LENGTH - value.size() + 1, LENGTH, Integer.MIN_VALUE, Integer.MAX_VALUE }) {
			outside(() -> value.put().put(this.buffer, index, ByteOrder.BIG_ENDIAN));
			outside(() -> value.get().get(this.buffer, index, ByteOrder.LITTLE_ENDIAN));
			outside(() -> value.nativePut().put(this.buffer, index));
			outside(() -> value.nativeGet().get(this.buffer, index));
		}
		assertThat(changedOutside(0, 0)).isFalse();
	}

	@Test
	void whenNotAllInsideThenTheMessageNamesIndexLengthAndCapacity() {
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> this.buffer.getLong(33))
			.withMessageContaining("index=33, length=8, capacity=40");
	}

	@Test
	void whenMovedThenTheSameIndexIsAnotherByte() {
		this.buffer.putByte(0, (byte) 7);
		this.buffer.window(OFFSET + 1, 3);
		assertThat(this.buffer.getByte(0)).isZero();
		assertThat(this.buffer.capacity()).isEqualTo(3);
		assertThat(this.buffer.wrapAdjustment()).isEqualTo(OFFSET + 1);
		outside(() -> this.buffer.getByte(3));
	}

	@Test
	void whenWindowIsNotInTheMemoryThenRefusedAndNotMoved() {
		outside(() -> this.buffer.window(-1, 4));
		outside(() -> this.buffer.window(0, -1));
		outside(() -> this.buffer.window(189, 4));
		outside(() -> this.buffer.window(Integer.MAX_VALUE, 4));
		assertThat(this.buffer.wrapAdjustment()).isEqualTo(OFFSET);
		this.buffer.window(192, 0);
		assertThat(this.buffer.capacity()).isZero();
	}

	@Test
	void whenRangeIsCheckedThenItsEdgesAreIn() {
		this.buffer.boundsCheck(0, LENGTH);
		this.buffer.boundsCheck(LENGTH, 0);
		outside(() -> this.buffer.boundsCheck(1, LENGTH));
		outside(() -> this.buffer.boundsCheck(0, -1));
		this.buffer.checkLimit(LENGTH);
		outside(() -> this.buffer.checkLimit(LENGTH + 1));
	}

	@Test
	void whenFilledThenOnlyTheRange() {
		clear();
		this.buffer.setMemory(5, 9, (byte) 3);
		assertThat(stored(5, 9)).containsOnly(3);
		assertThat(changedOutside(5, 9)).isFalse();
		outside(() -> this.buffer.setMemory(32, 9, (byte) 3));
	}

	@Test
	void whenArraysAreCopiedThenTheRangeArrives() {
		clear();
		this.buffer.putBytes(3, new byte[] { 1, 2, 3, 4, 5 }, 1, 3);
		assertThat(stored(3, 3)).containsExactly(2, 3, 4);
		assertThat(changedOutside(3, 3)).isFalse();
		byte[] back = new byte[5];
		this.buffer.getBytes(3, back, 2, 3);
		assertThat(back).containsExactly(0, 0, 2, 3, 4);
		this.buffer.putBytes(35, back);
		outside(() -> this.buffer.putBytes(36, back));
		outside(() -> this.buffer.getBytes(36, back));
		outside(() -> this.buffer.putBytes(0, back, 3, 3));
		outside(() -> this.buffer.getBytes(0, back, 3, 3));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whenByteBuffersAreCopiedThenTheirPositionMovesOnlyWhereNoIndexIsGiven(boolean direct) {
		ByteBuffer other = direct ? ByteBuffer.allocateDirect(8) : ByteBuffer.allocate(8);
		other.put(0, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }).position(2);
		this.buffer.putBytes(1, other, 3);
		assertThat(other.position()).isEqualTo(5);
		this.buffer.putBytes(4, other, 0, 2);
		assertThat(other.position()).isEqualTo(5);
		assertThat(stored(1, 5)).containsExactly(3, 4, 5, 1, 2);
		this.buffer.getBytes(1, other, 2);
		assertThat(other.position()).isEqualTo(7);
		this.buffer.getBytes(3, other, 0, 3);
		assertThat(other.position()).isEqualTo(7);
		assertThat(other).isEqualTo(ByteBuffer.wrap(new byte[] { 5, 1, 2, 4, 5, 3, 4, 8 }, 7, 1));
		assertThat(other.get(0)).isEqualTo((byte) 5);
		outside(() -> this.buffer.putBytes(0, other, 6, 3));
		outside(() -> this.buffer.getBytes(0, other, 6, 3));
	}

	@Test
	void whenByteBufferHasALowerLimitThenItsCapacityCounts() {
		ByteBuffer other = ByteBuffer.allocate(8).put(6, (byte) 9).limit(2);
		this.buffer.putBytes(0, other, 6, 2);
		assertThat(stored(0, 2)).containsExactly(9, 0);
		this.buffer.putByte(1, (byte) 4);
		this.buffer.getBytes(0, other, 4, 2);
		assertThat(other.array()).containsExactly(0, 0, 0, 0, 9, 4, 9, 0);
		assertThat(other.limit()).isEqualTo(2);
	}

	@ParameterizedTest
	@MethodSource("io.mmapring.file.OtherBuffer#kinds")
	void whenCopiedFromAndToAnotherDirectBufferThenTheRangeArrives(OtherBuffer other) {
		clear();
		DirectBuffer source = other.buffer();
		other.store(2, 1, 2, 3, 4);
		this.buffer.putBytes(5, source, 2, 4);
		assertThat(stored(5, 4)).containsExactly(1, 2, 3, 4);
		assertThat(changedOutside(5, 4)).isFalse();
		MutableDirectBuffer destination = other.buffer();
		this.buffer.getBytes(6, destination, 9, 3);
		assertThat(other.stored(8, 4)).containsExactly(0, 2, 3, 4);
		outside(() -> this.buffer.putBytes(0, source, other.capacity() - 3, 4));
		outside(() -> this.buffer.putBytes(LENGTH - 3, source, 0, 4));
		outside(() -> this.buffer.getBytes(0, destination, other.capacity() - 3, 4));
		outside(() -> this.buffer.getBytes(LENGTH - 3, destination, 0, 4));
	}

	@Test
	void whenCopiedWithinTheSameMemoryThenOverlapsArriveWhole() {
		this.buffer.putBytes(0, new byte[] { 1, 2, 3, 4, 5, 6 });
		this.buffer.putBytes(2, this.buffer, 0, 6);
		assertThat(stored(0, 8)).containsExactly(1, 2, 1, 2, 3, 4, 5, 6);
	}

	@Test
	void whenContentIsEqualThenBuffersAre() {
		SlotBuffer same = new SlotBuffer(new RingMemory(this.bytes));
		this.buffer.putBytes(0, "abcabc".getBytes(StandardCharsets.US_ASCII));
		this.buffer.window(OFFSET, 3);
		same.window(OFFSET + 3, 3);
		assertThat(same).isEqualTo(this.buffer).hasSameHashCodeAs(this.buffer).isEqualByComparingTo(this.buffer);
		same.putByte(2, (byte) 'd');
		assertThat(same).isNotEqualTo(this.buffer).isGreaterThan(this.buffer);
		same.window(OFFSET, 2);
		assertThat(same).isNotEqualTo(this.buffer).isLessThan(this.buffer).isNotEqualTo("ab");
	}

	@Test
	void whenAskedToWrapThenRefusedWithTheWayOut() {
		Stream
			.<Runnable>of(() -> this.buffer.wrap(new byte[1]), () -> this.buffer.wrap(new byte[1], 0, 1),
					() -> this.buffer.wrap(this.bytes), () -> this.buffer.wrap(this.bytes, 0, 1),
					() -> this.buffer.wrap(this.buffer), () -> this.buffer.wrap(this.buffer, 0, 1),
					() -> this.buffer.wrap(0L, 1))
			.forEach((wrap) -> assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(wrap::run)
				.withMessageContaining("putBytes"));
	}

	@Test
	void whenAskedForItsMemoryThenTheByteBufferAndItsStartAreGivenAndNoAddress() {
		assertThat(this.buffer.byteArray()).isNull();
		this.buffer.putByte(4, (byte) 8);
		assertThat(this.buffer.byteBuffer().get(this.buffer.wrapAdjustment() + 4)).isEqualTo((byte) 8);
		assertThat(this.buffer.isExpandable()).isFalse();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(this.buffer::addressOffset)
			.withMessageContaining("byteBuffer()");
	}

	@Test
	void whenMemoryIsOnTheHeapThenRefused() {
		ByteBuffer heap = ByteBuffer.allocate(64);
		assertThatIllegalArgumentException().isThrownBy(() -> new RingMemory(heap));
	}

	private static void outside(Runnable access) {
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(access::run);
	}

	private void clear() {
		this.bytes.put(0, new byte[this.bytes.capacity()]);
	}

	private byte[] stored(int index, int length) {
		byte[] stored = new byte[length];
		this.bytes.get(OFFSET + index, stored);
		return stored;
	}

	private boolean changedOutside(int index, int length) {
		for (int i = 0; i < this.bytes.capacity(); i++) {
			boolean inside = i >= OFFSET + index && i < OFFSET + index + length;
			if (!inside && this.bytes.get(i) != 0) {
				return true;
			}
		}
		return false;
	}

	private static byte[] ascending(int size) {
		byte[] expected = new byte[size];
		for (int i = 0; i < size; i++) {
			expected[i] = (byte) (i + 1);
		}
		return expected;
	}

	private static byte[] descending(int size) {
		byte[] expected = new byte[size];
		for (int i = 0; i < size; i++) {
			expected[i] = (byte) (size - i);
		}
		return expected;
	}

	record Value(int size, Object value, OrderedPut put, OrderedGet get, NativePut nativePut, NativeGet nativeGet) {

	}

	interface OrderedPut {

		void put(SlotBuffer buffer, int index, ByteOrder order);

	}

	interface OrderedGet {

		Object get(SlotBuffer buffer, int index, ByteOrder order);

	}

	interface NativePut {

		void put(SlotBuffer buffer, int index);

	}

	interface NativeGet {

		Object get(SlotBuffer buffer, int index);

	}

}
