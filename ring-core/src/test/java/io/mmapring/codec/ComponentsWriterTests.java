package io.mmapring.codec;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.error.EventEncodingException;
import io.mmapring.event.RingCodec;
import io.mmapring.file.RingMemory;
import io.mmapring.file.SlotBuffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link ComponentsWriter}. */
class ComponentsWriterTests {

	private static final int BUFFER_BYTES = 1024;

	private final SlotBuffer buffer = buffer();

	@ParameterizedTest
	@ValueSource(classes = { RandomRoundTripTests.Everything.class, RecordKindsTests.Trade.class,
			RecordCodecTests.Numbers.class, RecordCodecTests.Gaps.class })
	void componentsLieAsThoseOfTheRecordDo(Class<? extends Record> type) throws Throwable {
		RandomValues values = new RandomValues(new Random().nextLong());
		for (int round = 0; round < 100; round++) {
			assertSameBytes(RecordCodec.of(type), values.record(type));
		}
	}

	private <R extends Record> void assertSameBytes(RecordCodec<R> codec, Record event) throws Throwable {
		ComponentsWriter writer = writer(codec);
		assertThat(writer.length()).isEqualTo(codec.length(codec.type().cast(event)));
		List<Object> arguments = new ArrayList<>(List.of(this.buffer));
		for (RecordComponent component : event.getClass().getRecordComponents()) {
			component.getAccessor().setAccessible(true);
			arguments.add(component.getAccessor().invoke(event));
		}
		this.buffer.setMemory(0, BUFFER_BYTES, (byte) 0x55);
		writer.handle().invokeWithArguments(arguments);
		String written = hex();
		this.buffer.setMemory(0, BUFFER_BYTES, (byte) 0x55);
		codec.encode(codec.type().cast(event), this.buffer, 0);
		assertThat(written).as(event::toString).isEqualTo(hex());
	}

	@Test
	void componentsOfAViewAreInTheOrderOfItsLayout() throws Throwable {
		ViewCodec<OrderView> codec = ViewCodec.of(OrderView.class);
		ComponentsWriter writer = writer(codec);
		assertThat(writer.names()).startsWith("id", "price", "symbol");
		MethodHandle handle = writer(ViewCodec.of(Priced.class)).handle();
		handle.invokeExact((MutableDirectBuffer) this.buffer, 7L, 1.5);
		Priced priced = ViewCodec.of(Priced.class).decode(this.buffer, 0, 16);
		assertThat(priced.getId()).isEqualTo(7);
		assertThat(priced.price()).isEqualTo(1.5);
	}

	@Test
	void whatHasNoRoomIsRefusedByTheComponentsName() {
		MethodHandle handle = writer(RecordCodec.of(Flight.class)).handle();
		assertThatExceptionOfType(EventEncodingException.class)
			.isThrownBy(() -> handle.invoke(this.buffer, 1L, (short) 1, Flight.State.LEFT, "FRANKFURT", true))
			.withMessageContaining("origin");
	}

	@Test
	void otherCodecsHaveNoComponents() {
		assertThat(ComponentsWriter.of(RingCodecs.text())).isNull();
	}

	private static ComponentsWriter writer(RingCodec<?> codec) {
		ComponentsWriter writer = ComponentsWriter.of(codec);
		assertThat(writer).isNotNull();
		return writer;
	}

	private String hex() {
		byte[] bytes = new byte[BUFFER_BYTES];
		this.buffer.getBytes(0, bytes);
		return HexFormat.of().formatHex(bytes);
	}

	private static SlotBuffer buffer() {
		SlotBuffer buffer = new SlotBuffer(new RingMemory(ByteBuffer.allocateDirect(BUFFER_BYTES)));
		buffer.window(0, BUFFER_BYTES);
		return buffer;
	}

	interface Priced {

		long getId();

		double price();

	}

}
