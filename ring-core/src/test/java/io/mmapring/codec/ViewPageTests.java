package io.mmapring.codec;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.ChildJvm;
import io.mmapring.Consumer;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of a view, and what it leaves for the garbage collector.
 */
class ViewPageTests {

	@TempDir
	Path directory;

	@Test
	void exampleOfAViewWorks() throws Exception {
		try (Ring ring = Ring.builder("orders").directory(this.directory).slots(64).open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer("risk")) {
			double[] sum = new double[1];
			// tag::view-use[]
			ViewCodec<OrderView> codec = ViewCodec.of(OrderView.class);
			ring.register(1, codec);
			EventFiller<String> filler = codec.filler((order, symbol) -> order.id(7).price(101.5).symbol(symbol));
			producer.publish(1, codec.length(), filler, "RING");
			EventHandler handler = codec.handler((order, sequence, endOfBatch) -> sum[0] += order.price());
			consumer.poll(handler, 100);
			// end::view-use[]
			assertThat(sum[0]).isEqualTo(101.5);
		}
	}

	@Test
	void whenAssertionsAreOffThenViewsMakeNoObject() throws Exception {
		try (ChildJvm child = ChildJvm.startFast(ViewGarbageMain.class, this.directory)) {
			assertThat(child.line()).isEqualTo("assertions off");
			// of 200,000 events: what the measurement itself may cost
			assertThat(Long.parseLong(child.line())).isLessThan(2000);
		}
	}

}
