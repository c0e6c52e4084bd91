package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.mmapring.Producer;
import io.mmapring.ProducerOptions;
import io.mmapring.Ring;

/**
 * A process that publishes one number after the other, and writes down each that is
 * published, until it is told to stop or has reached its end.
 */
public final class LoggingProducerMain {

	private LoggingProducerMain() {
	}

	public static void main(String[] args) throws IOException {
		ProducerOptions options = ProducerOptions.DEFAULT.withBlockTimeout(Duration.ofMinutes(2));
		try (Ring ring = Ring.builder("flow").directory(Path.of(args[0])).slots(1024).group("journal").open();
				Producer producer = ring.producer(options)) {
			EventLog log = EventLog.create(Path.of(args[1]));
			System.out.println("publishing");
			long next = Long.parseLong(args[2]);
			long end = Long.parseLong(args[3]);
			while (next < end && System.in.available() == 0) {
				log.add(producer.publish(1, Long.BYTES, (payload, value) -> payload.putLong(0, value), next), next);
				next++;
			}
			System.out.println("published");
		}
	}

}
