package io.mmapring.benchmarks;

import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.messaging.handler.annotation.Payload;

import io.mmapring.spring.RingListener;
import io.mmapring.spring.listener.ListenerDriver;
import io.mmapring.spring.listener.ListenerTask;

/**
 * The ring with a listener of a Spring Boot application. Its producer is that of another
 * scenario, so that what is measured is the listener.
 */
final class SpringScenario implements Scenario {

	private final String argument;

	private final RingScenario sender;

	private final Class<?> type;

	private final Class<?> listener;

	private final boolean measured;

	private final Steps steps = new Steps();

	private @Nullable ConfigurableApplicationContext context;

	private boolean sends;

	/**
	 * Listen.
	 * @param argument what the listener asks for, in words
	 * @param sender sends the events
	 * @param type the events' type
	 * @param listener class of the bean that listens
	 */
	SpringScenario(String argument, RingScenario sender, Class<?> type, Class<?> listener) {
		this(argument, sender, type, listener, false);
	}

	/**
	 * Listen.
	 * @param argument what the listener asks for, in words
	 * @param sender sends the events
	 * @param type the events' type
	 * @param listener class of the bean that listens
	 * @param measured whether there are health and metrics of rings
	 */
	SpringScenario(String argument, RingScenario sender, Class<?> type, Class<?> listener, boolean measured) {
		this.measured = measured;
		this.argument = argument;
		this.sender = sender;
		this.type = type;
		this.listener = listener;
	}

	@Override
	public String name() {
		return "@RingListener of " + this.argument + this.sender.name().replaceFirst("[^,]*,[^,]*", "");
	}

	@Override
	public boolean betweenProcesses() {
		return true;
	}

	@Override
	public void setUp(Path directory, boolean consumes, boolean produces, Checksum checksum) {
		if (consumes) {
			String ring = "ring.rings." + RingScenario.RING;
			this.context = new SpringApplicationBuilder(Application.class, this.listener).web(WebApplicationType.NONE)
				.initializers((GenericApplicationContext context) -> {
					context.registerBean(Checksum.class, () -> checksum);
					context.registerBean(ListenerDriver.class, () -> this.steps);
				})
				.run("--spring.main.banner-mode=off", "--logging.level.root=off", "--ring.directory=" + directory,
						"--" + ring + ".slots=" + SLOTS, "--" + ring + ".slot-size=" + RingScenario.SLOT_BYTES + "B",
						"--" + ring + ".pre-touch=true", "--ring.metrics.enabled=" + this.measured,
						"--management.health.ring.enabled=" + this.measured,
						"--" + ring + ".types.1=" + this.type.getName());
		}
		if (produces) {
			this.sends = true;
			this.sender.setUp(directory, false, true, checksum);
		}
	}

	/** The consumer's application. */
	ConfigurableApplicationContext context() {
		return Objects.requireNonNull(this.context, "context");
	}

	@Override
	public void produce(long from, int count) {
		this.sender.produce(from, count);
	}

	@Override
	public int consume() {
		int taken = Objects.requireNonNull(this.steps.task).step(LIMIT);
		if (taken < 0) {
			throw new IllegalStateException(
					"step=%d (expected: a number of events): the listener has ended".formatted(taken));
		}
		return taken;
	}

	@Override
	public void close() {
		if (this.sends) {
			this.sender.close();
		}
		if (this.context != null) {
			this.context.close();
		}
	}

	/** Has the listener's steps made by the consumer's thread. */
	private static final class Steps implements ListenerDriver {

		private volatile @Nullable ListenerTask task;

		@Override
		public void start(ListenerTask task) {
			this.task = task;
		}

		@Override
		public boolean runsByItself() {
			return false;
		}

	}

	/** The application. */
	@EnableAutoConfiguration
	static class Application {

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

		@RingListener(ring = RingScenario.RING, group = RingScenario.GROUP, types = "io.mmapring.benchmarks.QuadView")
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
