package io.mmapring.benchmarks.startup;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

import io.mmapring.event.RingEvent;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingSender;

/** An application that has a ring, a sender and a listener. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(Ringing.Sum.class)
public class Ringing {

	/** Made by Spring. */
	Ringing() {
	}

	/**
	 * Start, and end.
	 * @param arguments its properties
	 */
	public static void main(String[] arguments) {
		Plain.start(Ringing.class, arguments);
	}

	/**
	 * An event.
	 *
	 * @param number its number
	 */
	@RingEvent
	record Tick(long number) {
	}

	/** Sends and listens. */
	static class Sum {

		private final RingSender<Tick> sender;

		private long sum;

		Sum(@RingProducer("ticks") RingSender<Tick> sender) {
			this.sender = sender;
		}

		void tick(long number) {
			this.sender.send(new Tick(number));
		}

		@RingListener(ring = "ticks", group = "sum")
		void on(Tick tick) {
			this.sum += tick.number();
		}

		long sum() {
			return this.sum;
		}

	}

}
