package io.mmapring.cli;

import java.math.BigDecimal;
import java.nio.file.Path;

import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.codec.RecordCodec;
import io.mmapring.event.Chars;
import io.mmapring.event.Decimal;
import io.mmapring.event.EventType;
import io.mmapring.event.RingEvent;

/**
 * Opens a ring with groups journal and billing, takes some steps and stays: publish:n,
 * take:group:n, hold:group, claim:n.
 */
public final class RingMain {

	private static final int STEPS_AT = 3;

	private RingMain() {
	}

	public static void main(String[] args) throws Exception {
		try (Ring ring = TestRings.ring(Path.of(args[0]), args[1])
			.application(args[2])
			.group("journal")
			.group("billing")
			.open()) {
			for (int i = STEPS_AT; i < args.length; i++) {
				String[] step = args[i].split(":", -1);
				switch (step[0]) {
					case "publish" -> publish(ring, Integer.parseInt(step[1]));
					case "take" -> TestRings.take(ring.consumer(step[1]), Integer.parseInt(step[2]));
					case "hold" -> ring.consumer(step[1]);
					case "claim" -> ring.producer().claim(Integer.parseInt(step[1]));
					default -> throw new IllegalArgumentException(args[i]);
				}
			}
			System.out.println("done");
			Thread.currentThread().join();
		}
	}

	private static void publish(Ring ring, int events) {
		EventType<Order> type = ring.register(1, RecordCodec.of(Order.class));
		Producer producer = ring.producer();
		for (int id = 0; id < events; id++) {
			producer.publish(type, new Order(id, "EUR/USD", new BigDecimal("1.08")));
		}
	}

	@RingEvent("order")
	record Order(long id, @Chars(8) String pair, @Decimal(4) BigDecimal price) {
	}

}
