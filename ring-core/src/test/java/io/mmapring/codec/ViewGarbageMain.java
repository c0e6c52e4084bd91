package io.mmapring.codec;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

import com.sun.management.ThreadMXBean;

import io.mmapring.Consumer;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.event.EventFiller;
import io.mmapring.event.EventHandler;

/** Says how many bytes writing and reading events through views allocates. */
public final class ViewGarbageMain {

	private static final int EVENTS = 200_000;

	private ViewGarbageMain() {
	}

	public static void main(String[] arguments) throws Exception {
		System.out.println(ViewCodec.class.desiredAssertionStatus() ? "assertions on" : "assertions off");
		try (Ring ring = Ring.builder("orders").directory(Path.of(arguments[0])).slots(64).open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer("risk")) {
			ViewCodec<OrderView> codec = ViewCodec.of(OrderView.class);
			EventFiller<String> filler = codec.filler((order, symbol) -> order.id(7).price(1).symbol(symbol));
			double[] sum = new double[1];
			EventHandler handler = codec.handler((order, sequence, end) -> sum[0] += order.price());
			exchange(producer, consumer, codec.length(), filler, handler);
			ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
			long before = threads.getCurrentThreadAllocatedBytes();
			exchange(producer, consumer, codec.length(), filler, handler);
			long after = threads.getCurrentThreadAllocatedBytes();
			if (sum[0] != 2 * EVENTS) {
				throw new IllegalStateException("sum=" + sum[0]);
			}
			System.out.println(after - before);
		}
	}

	private static void exchange(Producer producer, Consumer consumer, int length, EventFiller<String> filler,
			EventHandler handler) throws Exception {
		for (int i = 0; i < EVENTS; i++) {
			producer.publish(1, length, filler, "RING");
			consumer.poll(handler, 1);
		}
	}

}
