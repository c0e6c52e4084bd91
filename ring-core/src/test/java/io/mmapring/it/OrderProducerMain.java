package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;

import io.mmapring.Claim;
import io.mmapring.CreateMode;
import io.mmapring.Producer;
import io.mmapring.ProducerOptions;
import io.mmapring.Ring;
import io.mmapring.process.ParticipantInfo;

/** A process that publishes its events one by one and in batches. */
public final class OrderProducerMain {

	static final int MAX_BATCH = 64;

	private OrderProducerMain() {
	}

	public static void main(String[] args) throws IOException {
		ProducerOptions options = ProducerOptions.DEFAULT.withBlockTimeout(Duration.ofMinutes(2));
		try (Ring ring = Ring.builder("order").directory(Path.of(args[0])).create(CreateMode.NEVER).open();
				Producer producer = ring.producer(options)) {
			System.out.println("ready");
			System.in.read();
			publish(producer, Integer.parseInt(args[1]), Long.parseLong(args[2]));
			ParticipantInfo me = ring.snapshot()
				.participants()
				.stream()
				.filter((participant) -> participant.id() == ring.participant())
				.findFirst()
				.orElseThrow();
			System.out.println("blocked " + me.blocked() + " " + me.blockedNs());
		}
	}

	private static void publish(Producer producer, int me, long count) {
		SplittableRandom random = new SplittableRandom(me);
		OrderEvent event = new OrderEvent();
		event.producer = me;
		while (event.counter < count) {
			int size = random.nextBoolean() ? 1 : random.nextInt(2, MAX_BATCH + 1);
			event.size = (int) Math.min(size, count - event.counter);
			event.index = 0;
			if (event.size == 1) {
				producer.publish(OrderEvent.TYPE, OrderEvent.LENGTH, (payload, source) -> source.write(payload), event);
				event.counter++;
			}
			else {
				publishBatch(producer, event);
			}
			event.batch++;
		}
	}

	private static void publishBatch(Producer producer, OrderEvent event) {
		try (Claim claim = producer.claim(event.size)) {
			for (; event.index < event.size; event.index++) {
				event.write(claim.next(OrderEvent.TYPE, OrderEvent.LENGTH));
				event.counter++;
			}
			claim.publish();
		}
	}

}
