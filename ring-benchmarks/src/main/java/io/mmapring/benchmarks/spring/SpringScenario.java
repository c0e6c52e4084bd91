package io.mmapring.benchmarks.spring;

import java.nio.file.Path;
import java.util.Objects;

import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import io.mmapring.benchmarks.ring.RingScenario;
import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Receiver;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.benchmarks.scenario.Sender;
import io.mmapring.spring.listener.ListenerDriver;
import io.mmapring.spring.listener.ListenerTask;
import io.mmapring.wait.WaitStrategy;

/**
 * The ring with a listener of a Spring Boot application. Its producer is that of another
 * scenario, so that what is measured is the listener.
 */
public final class SpringScenario implements Scenario {

	private final Listeners listener;

	private final RingScenario sender;

	private final boolean measured;

	private @Nullable Path directory;

	private @Nullable ConfigurableApplicationContext context;

	/**
	 * Listen.
	 * @param listener the bean that listens
	 * @param sender sends the events
	 */
	public SpringScenario(Listeners listener, RingScenario sender) {
		this(listener, sender, false);
	}

	/**
	 * Listen, maybe watched.
	 * @param listener the bean that listens
	 * @param sender sends the events
	 * @param measured whether there are health and metrics of rings
	 */
	public SpringScenario(Listeners listener, RingScenario sender, boolean measured) {
		this.measured = measured;
		this.listener = listener;
		this.sender = sender;
	}

	@Override
	public String name() {
		return "@RingListener of " + this.listener.argument() + this.sender.name().replaceFirst("[^,]*,[^,]*", "");
	}

	@Override
	public boolean betweenProcesses() {
		return true;
	}

	@Override
	public void open(Path directory) {
		this.directory = directory;
	}

	@Override
	public Sender sender(int producer) {
		this.sender.open(Objects.requireNonNull(this.directory));
		return this.sender.sender(producer);
	}

	@Override
	public Receiver receiver(int consumer, Checksum checksum) {
		Steps steps = new Steps();
		String ring = "--ring.rings." + RingScenario.RING;
		this.context = new SpringApplicationBuilder(Application.class, this.listener.bean())
			.web(WebApplicationType.NONE)
			.initializers((GenericApplicationContext context) -> {
				context.registerBean(Checksum.class, () -> checksum);
				context.registerBean(ListenerDriver.class, () -> steps);
			})
			.run("--spring.main.banner-mode=off", "--logging.level.root=off", "--ring.directory=" + this.directory,
					ring + ".slots=" + SLOTS, ring + ".slot-size=" + RingScenario.SLOT_BYTES + "B",
					ring + ".producers=single", ring + ".pre-touch=true", "--ring.metrics.enabled=" + this.measured,
					"--management.health.ring.enabled=" + this.measured,
					ring + ".types.1=" + this.listener.type().getName());
		return steps;
	}

	/** The consumer's application. */
	ConfigurableApplicationContext context() {
		return Objects.requireNonNull(this.context, "context");
	}

	@Override
	public void close() {
		this.sender.close();
		if (this.context != null) {
			this.context.close();
		}
	}

	/** Has the listener's steps made by the consumer's thread. */
	private static final class Steps implements ListenerDriver, Receiver {

		private final IdleStrategy idle = WaitStrategy.BUSY_SPIN.create();

		private volatile @Nullable ListenerTask task;

		@Override
		public void start(ListenerTask task) {
			this.task = task;
		}

		@Override
		public boolean runsByItself() {
			return false;
		}

		@Override
		public int receive() {
			int taken = Objects.requireNonNull(this.task).step(LIMIT);
			if (taken < 0) {
				throw new IllegalStateException(
						"step=%d (expected: a number of events): the listener has ended".formatted(taken));
			}
			return taken;
		}

		@Override
		public void idle(int taken) {
			this.idle.idle(taken);
		}

	}

	/** The application. */
	@EnableAutoConfiguration
	static class Application {

	}

}
