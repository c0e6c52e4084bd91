package io.mmapring.benchmarks.spring;

import org.springframework.messaging.handler.annotation.Payload;

import io.mmapring.benchmarks.ring.QuadView;
import io.mmapring.benchmarks.ring.RingScenario;
import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Quad;
import io.mmapring.spring.RingListener;

/** Beans that listen. */
public enum Listeners {

	/** Reads the event in its slot. */
	VIEW("a view", QuadView.class, ViewListener.class),

	/** Is called with the components. */
	VALUES("components", QuadView.class, ValuesListener.class),

	/** Takes an object for each event. */
	RECORD("a record", Quad.class, RecordListener.class),

	/** Takes a message for each event. */
	MESSAGE("@Payload, by Spring Messaging", Quad.class, MessageListener.class);

	private final String argument;

	private final Class<?> type;

	private final Class<?> bean;

	Listeners(String argument, Class<?> type, Class<?> bean) {
		this.argument = argument;
		this.type = type;
		this.bean = bean;
	}

	/** What the listener asks for, in words. */
	String argument() {
		return this.argument;
	}

	/** The events' type. */
	Class<?> type() {
		return this.type;
	}

	/** Class of the bean that listens. */
	Class<?> bean() {
		return this.bean;
	}

	/** Reads the event in its slot. */
	record ViewListener(Checksum checksum) {

		@RingListener(ring = RingScenario.RING, group = RingScenario.GROUP)
		void on(QuadView quad) {
			this.checksum.add(quad.a(), quad.b(), quad.c(), quad.d());
		}

	}

	/** Is called with the components. */
	record ValuesListener(Checksum checksum) {

		@RingListener(ring = RingScenario.RING, group = RingScenario.GROUP,
				types = "io.mmapring.benchmarks.ring.QuadView")
		void on(long a, long b, long c, long d) {
			this.checksum.add(a, b, c, d);
		}

	}

	/** Takes an object for each event. */
	record RecordListener(Checksum checksum) {

		@RingListener(ring = RingScenario.RING, group = RingScenario.GROUP)
		void on(Quad quad) {
			quad.addTo(this.checksum);
		}

	}

	/** Takes a message for each event. */
	record MessageListener(Checksum checksum) {

		@RingListener(ring = RingScenario.RING, group = RingScenario.GROUP)
		void on(@Payload Quad quad) {
			quad.addTo(this.checksum);
		}

	}

}
