package io.mmapring.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;

import org.jctools.queues.MpscArrayQueue;
import org.jctools.queues.SpscArrayQueue;

import io.mmapring.benchmarks.peers.AeronScenario;
import io.mmapring.benchmarks.peers.AgronaScenario;
import io.mmapring.benchmarks.peers.DisruptorScenario;
import io.mmapring.benchmarks.peers.QueueScenario;
import io.mmapring.benchmarks.ring.RawEvents;
import io.mmapring.benchmarks.ring.RecordEvents;
import io.mmapring.benchmarks.ring.RingScenario;
import io.mmapring.benchmarks.ring.RingShape;
import io.mmapring.benchmarks.ring.ViewEvents;
import io.mmapring.benchmarks.scenario.Arrangement;
import io.mmapring.benchmarks.scenario.Contender;
import io.mmapring.benchmarks.scenario.Table;
import io.mmapring.benchmarks.spring.ApplicationEvents;
import io.mmapring.benchmarks.spring.Listeners;
import io.mmapring.benchmarks.spring.ObservedScenario;
import io.mmapring.benchmarks.spring.QueueChannelScenario;
import io.mmapring.benchmarks.spring.SpringScenario;

/**
 * All that take part, in the order in which they take turns. Those that always do are
 * chosen so that all is measured in twenty minutes.
 */
final class Scenarios {

	/** What Agrona needs on Java 17 and later. */
	private static final String[] AGRONA = { "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED" };

	/** What Aeron needs besides. */
	private static final String[] AERON = { "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED", "--add-opens",
			"java.base/sun.nio.ch=ALL-UNNAMED" };

	private static final List<Contender> ALL = new ArrayList<>();

	static {
		each();
		batches();
		spring();
		two();
		three();
	}

	private Scenarios() {
	}

	private static void each() {
		Table table = Table.EACH;
		add(Contender.of("raw", table, () -> new RingScenario(RingShape.EACH, RawEvents::new)));
		add(Contender.of("view", table, () -> new RingScenario(RingShape.EACH, ViewEvents::new)).onDemand());
		add(Contender.of("record", table, () -> new RingScenario(RingShape.EACH, RecordEvents::new)).onDemand());
		add(Contender.of("raw-multi", table, () -> new RingScenario(RingShape.MULTI, RawEvents::new)));
		add(Contender.of("disruptor", table, () -> new DisruptorScenario(1, false, Arrangement.ONE)));
		add(Contender.of("agrona", table, () -> new AgronaScenario(1), AGRONA));
		add(Contender.of("aeron", table, () -> new AeronScenario(true, 1), AERON));
		add(Contender.of("aeron-shared", table, () -> new AeronScenario(false, 1), AERON).onDemand());
		add(Contender.of("jctools", table, () -> new QueueScenario("JCTools SpscArrayQueue", 1, SpscArrayQueue::new)));
		add(Contender.of("blocking-queue", table,
				() -> new QueueScenario("ArrayBlockingQueue", 1, ArrayBlockingQueue::new)));
		add(new Contender.OfC("c", table, "C program, each", "each"));
		add(new Contender.OfC("c-rest", table, "C program, each, consumer that rests 1 us when it finds nothing",
				"rest"));
	}

	private static void batches() {
		Table table = Table.BATCHES;
		add(Contender.of("raw-batch", table, () -> new RingScenario(RingShape.EACH.inBatches(), RawEvents::new)));
		add(Contender.of("view-batch", table, () -> new RingScenario(RingShape.EACH.inBatches(), ViewEvents::new)));
		add(Contender.of("record-batch", table, () -> new RingScenario(RingShape.EACH.inBatches(), RecordEvents::new))
			.onDemand());
		add(Contender.of("disruptor-batch", table, () -> new DisruptorScenario(1, true, Arrangement.ONE)));
		add(new Contender.OfC("c-batch", table, "C program, batches of 32", "batch"));
	}

	private static void spring() {
		Table table = Table.SPRING;
		add(Contender.of("spring-view", table,
				() -> new SpringScenario(Listeners.VIEW, new RingScenario(RingShape.EACH, ViewEvents::new))));
		add(Contender
			.of("spring-view-observed", table,
					() -> new ObservedScenario(new SpringScenario(Listeners.VIEW,
							new RingScenario(RingShape.EACH, ViewEvents::new), true)))
			.onDemand());
		add(Contender.of("spring-view-batch", table, () -> new SpringScenario(Listeners.VIEW,
				new RingScenario(RingShape.EACH.inBatches(), ViewEvents::new))));
		add(Contender
			.of("spring-values", table,
					() -> new SpringScenario(Listeners.VALUES, new RingScenario(RingShape.EACH, ViewEvents::new)))
			.onDemand());
		add(Contender.of("spring-record", table,
				() -> new SpringScenario(Listeners.RECORD, new RingScenario(RingShape.EACH, RecordEvents::new))));
		add(Contender.of("spring-message", table,
				() -> new SpringScenario(Listeners.MESSAGE, new RingScenario(RingShape.EACH, RecordEvents::new))));
		add(Contender.of("application-events", table, ApplicationEvents::new));
		add(Contender.of("queue-channel", table, QueueChannelScenario::new));
	}

	private static void two() {
		Table table = Table.TWO;
		add(Contender.of("two", table, () -> new RingScenario(RingShape.TWO, RawEvents::new)));
		add(Contender.of("disruptor-two", table, () -> new DisruptorScenario(2, false, Arrangement.ONE)));
		add(Contender.of("agrona-two", table, () -> new AgronaScenario(2), AGRONA));
		add(Contender.of("aeron-two", table, () -> new AeronScenario(false, 2), AERON));
		add(Contender
			.of("jctools-two", table, () -> new QueueScenario("JCTools MpscArrayQueue", 2, MpscArrayQueue::new))
			.onDemand());
		add(new Contender.OfC("c-two", table, "C program, two producers, each", "two"));
		table = Table.TWO_BATCHES;
		add(Contender.of("two-batch", table, () -> new RingScenario(RingShape.TWO.inBatches(), RawEvents::new)));
		add(Contender.of("disruptor-two-batch", table, () -> new DisruptorScenario(2, true, Arrangement.ONE)));
		add(new Contender.OfC("c-two-batch", table, "C program, two producers, batches of 32", "two-batch"));
	}

	private static void three() {
		for (boolean batches : List.of(false, true)) {
			Table table = batches ? Table.THREE_BATCHES : Table.THREE;
			for (Arrangement arrangement : List.of(Arrangement.PIPELINE, Arrangement.DIAMOND, Arrangement.BROADCAST)) {
				String key = arrangement.name().toLowerCase(Locale.ROOT) + (batches ? "-batch" : "");
				RingShape shape = RingShape.EACH.arranged(arrangement);
				Contender.OfJava ring = Contender.of(key, table,
						() -> new RingScenario(batches ? shape.inBatches() : shape, RawEvents::new));
				Contender.OfJava disruptor = Contender.of("disruptor-" + key, table,
						() -> new DisruptorScenario(1, batches, arrangement));
				add(batches ? ring.onDemand() : ring);
				add(batches ? disruptor.onDemand() : disruptor);
			}
		}
	}

	private static void add(Contender contender) {
		ALL.add(contender);
	}

	/** All, also those that are measured only for who asks for them. */
	static List<Contender> all() {
		return List.copyOf(ALL);
	}

	static Contender of(String key) {
		return ALL.stream()
			.filter((contender) -> contender.key().equals(key))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"scenario=%s (expected: one of %s)".formatted(key, ALL.stream().map(Contender::key).toList())));
	}

	/** One in Java. */
	static Contender.OfJava java(String key) {
		if (of(key) instanceof Contender.OfJava java) {
			return java;
		}
		throw new IllegalArgumentException("scenario=%s (expected: one in Java)".formatted(key));
	}

}
