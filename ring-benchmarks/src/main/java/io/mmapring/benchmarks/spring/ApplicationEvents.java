package io.mmapring.benchmarks.spring;

import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;

import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Quad;
import io.mmapring.benchmarks.scenario.Receiver;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.benchmarks.scenario.Sender;

/**
 * Events of an application context. Their listener is called by the thread that
 * publishes; the consumer's thread only sees how many there were.
 */
public final class ApplicationEvents implements Scenario {

	private volatile long published;

	private @Nullable AnnotationConfigApplicationContext context;

	/** Opens nothing yet. */
	public ApplicationEvents() {
		// the context is made for the receiver, whose checksum its bean has
	}

	@Override
	public String name() {
		return "ApplicationEventPublisher to @EventListener, in one thread, each";
	}

	@Override
	public boolean betweenProcesses() {
		return false;
	}

	@Override
	public void open(Path directory) {
		// the context is made for the receiver, whose checksum its bean has
	}

	@Override
	public Sender sender(int producer) {
		ApplicationEventPublisher publisher = Objects.requireNonNull(this.context);
		return (from, count) -> {
			for (long i = from; i < from + count; i++) {
				publisher.publishEvent(Quad.of(i));
			}
			this.published = from + count;
		};
	}

	@Override
	public Receiver receiver(int consumer, Checksum checksum) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.registerBean(Checksum.class, () -> checksum);
		context.registerBean(Listener.class);
		context.refresh();
		this.context = context;
		return Receiver.of(new Progress(), waiting());
	}

	@Override
	public void close() {
		if (this.context != null) {
			this.context.close();
		}
	}

	/** Sees how many events there were. */
	private final class Progress implements Receiver.Poll {

		private long seen;

		@Override
		public int poll() {
			long published = ApplicationEvents.this.published;
			int taken = (int) (published - this.seen);
			this.seen = published;
			return taken;
		}

	}

	/** Listens. */
	record Listener(Checksum checksum) {

		@EventListener
		void on(Quad quad) {
			quad.addTo(this.checksum);
		}

	}

}
