package io.mmapring.codec;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.sun.management.ThreadMXBean;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Claim;
import io.mmapring.Consumer;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.codec.sbe.MessageHeaderDecoder;
import io.mmapring.codec.sbe.MessageHeaderEncoder;
import io.mmapring.codec.sbe.QuoteDecoder;
import io.mmapring.codec.sbe.QuoteEncoder;
import io.mmapring.codec.sbe.Side;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The flyweights that the SBE tool made from {@code src/test/sbe/quotes.xml}, on slots.
 */
class SbeTests {

	private static final int EVENTS = 100_000;

	/** What the measurement itself may cost: less than one byte for fifty events. */
	private static final long MEASUREMENT_BYTES = 2000;

	@TempDir
	Path directory;

	private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();

	private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();

	private final QuoteEncoder encoder = new QuoteEncoder();

	private final QuoteDecoder decoder = new QuoteDecoder();

	private Ring ring;

	private Producer producer;

	private Consumer consumer;

	@BeforeEach
	void open() {
		this.ring = Ring.builder("quotes").directory(this.directory).slots(64).slotSizeBytes(128).open();
		this.producer = this.ring.producer();
		this.consumer = this.ring.consumer("risk");
	}

	@AfterEach
	void close() {
		this.ring.close();
	}

	@Test
	void whenMessageIsEncodedInAClaimThenDecodedInAHandler() throws Exception {
		// tag::sbe[]
		try (Claim claim = this.producer.claim(1)) {
			MutableDirectBuffer slot = claim.next(1, 100);
			this.encoder.wrapAndApplyHeader(slot, 0, this.headerEncoder).instrument(7).price(101.5);
			this.encoder.symbol("RING").side(Side.SELL);
			this.encoder.levelsCount(2).next().levelPrice(101).lots(5).next().levelPrice(100).lots(9);
			this.encoder.note("größer");
			claim.publish();
		}
		List<String> seen = new ArrayList<>();
		this.consumer.poll((event, sequence, endOfBatch) -> {
			this.decoder.wrapAndApplyHeader(event.payload(), 0, this.headerDecoder);
			seen.add(this.decoder.instrument() + " " + this.decoder.price());
			seen.add(this.decoder.symbol() + " " + this.decoder.side());
			this.decoder.levels().forEachRemaining((level) -> seen.add(level.levelPrice() + " x " + level.lots()));
			seen.add(this.decoder.note());
		}, 10);
		// end::sbe[]
		assertThat(seen).containsExactly("7 101.5", "RING SELL", "101.0 x 5", "100.0 x 9", "größer");
	}

	@Test
	void whenMessageDoesNotFitThenRefusedAndNothingOverwritten() {
		try (Claim claim = this.producer.claim(1)) {
			MutableDirectBuffer slot = claim.next(1, 30);
			this.encoder.wrapAndApplyHeader(slot, 0, this.headerEncoder);
			assertThatExceptionOfType(IndexOutOfBoundsException.class)
				.isThrownBy(() -> this.encoder.instrument(1).price(1).symbol("RINGRING").side(Side.BUY));
		}
	}

	@Test
	void whenMessagesAreExchangedThenNoObjectIsMade() throws Exception {
		EventFiller<String> filler = (slot, symbol) -> {
			this.encoder.wrapAndApplyHeader(slot, 0, this.headerEncoder).instrument(7).price(101.5);
			this.encoder.symbol(symbol).side(Side.SELL);
		};
		double[] sum = new double[1];
		EventHandler handler = (event, sequence, end) -> {
			this.decoder.wrapAndApplyHeader(event.payload(), 0, this.headerDecoder);
			sum[0] += this.decoder.price();
		};
		exchange(filler, handler);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		exchange(filler, handler);
		assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MEASUREMENT_BYTES);
		assertThat(sum[0]).isEqualTo(2 * 101.5 * EVENTS);
	}

	private void exchange(EventFiller<String> filler, EventHandler handler) throws Exception {
		for (int i = 0; i < EVENTS; i++) {
			this.producer.publish(1, 64, filler, "RING");
			this.consumer.poll(handler, 1);
		}
	}

}
