package io.mmapring.benchmarks.ring;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

import io.mmapring.Claim;
import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.RingBuilder;
import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Receiver;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.benchmarks.scenario.Sender;
import io.mmapring.benchmarks.scenario.Waiting;
import io.mmapring.event.EventHandler;
import io.mmapring.file.RingGeometry;
import io.mmapring.group.GroupSpec;
import io.mmapring.wait.WaitStrategy;

/**
 * The ring, whatever its events are made of.
 * <p>
 * Threads: as {@link Scenario} says.
 */
public final class RingScenario implements Scenario {

	/** Name of the ring. */
	public static final String RING = "benchmark";

	/** Size of a slot: an event fits into one. */
	public static final int SLOT_BYTES = 64;

	/** Its group, or the first of them. */
	public static final String GROUP = "sums";

	private final RingShape shape;

	private final Events events;

	private @Nullable Ring ring;

	/**
	 * Use a ring.
	 * @param shape the ring and its sides
	 * @param events what its events are made of
	 */
	public RingScenario(RingShape shape, Supplier<Events> events) {
		this.shape = shape;
		this.events = events.get();
	}

	@Override
	public String name() {
		return "ring, %s%s, %s".formatted(this.events.name(), this.shape.words(),
				this.shape.batches() ? "batches of " + BATCH : "each");
	}

	@Override
	public boolean betweenProcesses() {
		return this.shape.arrangement().threads() == 1;
	}

	@Override
	public int producers() {
		return this.shape.senders();
	}

	@Override
	public int consumers() {
		return this.shape.arrangement().consumers();
	}

	@Override
	public Waiting waiting() {
		return new Waiting(producers() + this.shape.arrangement().threads());
	}

	@Override
	public void open(Path directory) {
		RingBuilder builder = Ring.builder(RING)
			.directory(directory)
			.slots(this.shape.slots())
			.slotSizeBytes(this.shape.slotBytes())
			.producers(this.shape.format())
			.maxGroups(Math.max(RingGeometry.DEFAULT_MAX_GROUPS, this.shape.groups().size()))
			.preTouch(true);
		this.shape.groups().forEach(builder::group);
		Ring ring = builder.open();
		this.ring = ring;
		this.events.register(ring);
	}

	@Override
	public Sender sender(int producer) {
		Producer sender = Objects.requireNonNull(this.ring).producer();
		Events.Writer writer = this.events.writer();
		return this.shape.batches() ? new Batches(sender, writer, waiting()) : new Each(sender, writer, waiting());
	}

	@Override
	public Receiver receiver(int index, Checksum checksum) {
		WaitStrategy strategy = Waiting.crowded(producers() + this.shape.arrangement().threads()) ? WaitStrategy.YIELD
				: WaitStrategy.BUSY_SPIN;
		GroupSpec group = this.shape.groups().get(index);
		Consumer consumer = Objects.requireNonNull(this.ring)
			.consumer(ConsumerOptions.of(group.name())
				.withAfter(group.after().toArray(String[]::new))
				.withWaitStrategy(strategy));
		EventHandler handler = this.events.handler(checksum);
		IdleStrategy idle = consumer.idleStrategy();
		return new Receiver() {

			@Override
			public int receive() throws Exception {
				return consumer.poll(handler, LIMIT);
			}

			@Override
			public void idle(int taken) {
				idle.idle(taken);
			}

		};
	}

	@Override
	public void close() {
		if (this.ring != null) {
			this.ring.close();
		}
	}

	/** Publishes each event by itself. */
	private record Each(Producer producer, Events.Writer writer, Waiting waiting) implements Sender {

		@Override
		public void send(long from, int count) {
			for (long i = from; i < from + count; i++) {
				while (this.writer.tryPublish(this.producer, i) < 0) {
					this.waiting.idle();
				}
			}
		}

	}

	/** Publishes batches. */
	private record Batches(Producer producer, Events.Writer writer, Waiting waiting) implements Sender {

		@Override
		public void send(long from, int count) {
			for (long i = from; i < from + count; i += BATCH) {
				while (this.producer.tryClaim(BATCH) < 0) {
					this.waiting.idle();
				}
				Claim claim = this.producer.claimed();
				for (int k = 0; k < BATCH; k++) {
					this.writer.fill(claim, i + k);
				}
				claim.publish();
			}
		}

	}

}
