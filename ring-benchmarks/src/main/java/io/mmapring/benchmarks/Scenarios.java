package io.mmapring.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Stream;

import org.jctools.queues.MpscArrayQueue;
import org.jctools.queues.SpscArrayQueue;

import io.mmapring.benchmarks.peers.AeronScenario;
import io.mmapring.benchmarks.peers.AgronaScenario;
import io.mmapring.benchmarks.peers.ChronicleScenario;
import io.mmapring.benchmarks.peers.DisruptorScenario;
import io.mmapring.benchmarks.peers.QueueScenario;
import io.mmapring.benchmarks.ring.RawEvents;
import io.mmapring.benchmarks.ring.RecordEvents;
import io.mmapring.benchmarks.ring.RingScenario;
import io.mmapring.benchmarks.ring.RingShape;
import io.mmapring.benchmarks.ring.ViewEvents;
import io.mmapring.benchmarks.scenario.Arrangement;
import io.mmapring.benchmarks.scenario.Busy;
import io.mmapring.benchmarks.scenario.Contender;
import io.mmapring.benchmarks.scenario.Rank;
import io.mmapring.benchmarks.scenario.Table;
import io.mmapring.benchmarks.spring.ApplicationEvents;
import io.mmapring.benchmarks.spring.KafkaScenario;
import io.mmapring.benchmarks.spring.Listeners;
import io.mmapring.benchmarks.spring.ObservedScenario;
import io.mmapring.benchmarks.spring.QueueChannelScenario;
import io.mmapring.benchmarks.spring.SpringScenario;

/**
 * All that take part, in the order in which they take turns. Those that always do are
 * chosen so that all is measured in less than twenty minutes.
 */
final class Scenarios {

	/** What Agrona needs on Java 17 and later. */
	private static final String[] AGRONA = { "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED" };

	/** What Aeron needs besides. */
	private static final String[] AERON = { "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED", "--add-opens",
			"java.base/sun.nio.ch=ALL-UNNAMED" };

	/** What Chronicle Queue needs. */
	private static final String[] CHRONICLE = { "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
			"--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
			"--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
			"--add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED",
			"--add-opens=java.base/java.lang.reflect=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED",
			"--add-opens=java.base/java.util=ALL-UNNAMED" };

	/**
	 * What keeps Commons Logging from having each message written for SLF4J, which throws
	 * it away: else it would be the time of formatting debug messages that is measured.
	 */
	private static final String[] NO_LOGS = {
			"-Dorg.apache.commons.logging.LogFactory=org.apache.commons.logging.impl.LogFactoryImpl",
			"-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog" };

	private static final List<Contender> ALL = new ArrayList<>();

	static {
		each();
		busy();
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
		add(Contender.of("view", table, () -> new RingScenario(RingShape.EACH, ViewEvents::new)).as(Rank.ON_DEMAND));
		add(Contender.of("record", table, () -> new RingScenario(RingShape.EACH, RecordEvents::new))
			.as(Rank.ON_DEMAND));
		add(Contender.of("raw-multi", table, () -> new RingScenario(RingShape.MULTI, RawEvents::new))
			.as(Rank.ON_DEMAND));
		add(Contender.of("disruptor", table, () -> new DisruptorScenario(1, false, Arrangement.ONE)));
		add(unchecked(Contender.of("agrona", table, () -> new AgronaScenario(1), AGRONA)).as(Rank.ON_DEMAND));
		add(unchecked(Contender.of("aeron", table, () -> new AeronScenario(true, 1), AERON)).as(Rank.ON_DEMAND));
		add(unchecked(
				Contender.of("aeron-shared", table, () -> new AeronScenario(false, 1), AERON).as(Rank.ON_DEMAND)));
		add(Contender.of("chronicle", table, ChronicleScenario::new, CHRONICLE).as(Rank.USUAL));
		add(Contender.of("jctools", table, () -> new QueueScenario("JCTools SpscArrayQueue", 1, SpscArrayQueue::new))
			.as(Rank.USUAL));
		add(Contender
			.of("blocking-queue", table, () -> new QueueScenario("ArrayBlockingQueue", 1, ArrayBlockingQueue::new))
			.as(Rank.USUAL));
		add(new Contender.OfC("c", table, Rank.FIRST, "C program, each", "each"));
		add(new Contender.OfC("c-rest", table, Rank.ON_DEMAND,
				"C program, each, consumer that rests 1 us when it finds nothing", "rest"));
	}

	/** Have one take part, and return it without Agrona's checks of bounds. */
	private static Contender.OfJava unchecked(Contender.OfJava checked) {
		add(checked);
		return checked.with(checked.key() + "-unchecked", "without bounds checks",
				"-Dagrona.disable.bounds.checks=true");
	}

	private static void busy() {
		Table table = Table.BUSY;
		add(Contender.of("raw-busy", table, () -> new Busy(new RingScenario(RingShape.EACH, RawEvents::new))));
		add(Contender.of("disruptor-busy", table, () -> new Busy(new DisruptorScenario(1, false, Arrangement.ONE))));
		add(Contender.of("agrona-busy", table, () -> new Busy(new AgronaScenario(1)), AGRONA).as(Rank.ON_DEMAND));
		add(Contender.of("aeron-busy", table, () -> new Busy(new AeronScenario(true, 1)), AERON).as(Rank.ON_DEMAND));
		add(Contender
			.of("jctools-busy", table,
					() -> new Busy(new QueueScenario("JCTools SpscArrayQueue", 1, SpscArrayQueue::new)))
			.as(Rank.ON_DEMAND));
		add(new Contender.OfC("c-busy", table, Rank.FIRST, "C program, each, busy consumer", "busy"));
	}

	private static void batches() {
		Table table = Table.BATCHES;
		add(Contender.of("raw-batch", table, () -> new RingScenario(RingShape.EACH.inBatches(), RawEvents::new)));
		add(Contender.of("view-batch", table, () -> new RingScenario(RingShape.EACH.inBatches(), ViewEvents::new))
			.as(Rank.ON_DEMAND));
		add(Contender.of("record-batch", table, () -> new RingScenario(RingShape.EACH.inBatches(), RecordEvents::new))
			.as(Rank.ON_DEMAND));
		add(Contender.of("disruptor-batch", table, () -> new DisruptorScenario(1, true, Arrangement.ONE)));
		add(new Contender.OfC("c-batch", table, Rank.FIRST, "C program, batches of 32", "batch"));
	}

	private static void spring() {
		Table table = Table.SPRING;
		add(Contender.of("spring-view", table,
				() -> new SpringScenario(Listeners.VIEW, new RingScenario(RingShape.EACH, ViewEvents::new))));
		add(Contender
			.of("spring-view-observed", table,
					() -> new ObservedScenario(new SpringScenario(Listeners.VIEW,
							new RingScenario(RingShape.EACH, ViewEvents::new), true)))
			.as(Rank.ON_DEMAND));
		add(Contender
			.of("spring-view-batch", table,
					() -> new SpringScenario(Listeners.VIEW,
							new RingScenario(RingShape.EACH.inBatches(), ViewEvents::new)))
			.as(Rank.ON_DEMAND));
		add(Contender
			.of("spring-values", table,
					() -> new SpringScenario(Listeners.VALUES, new RingScenario(RingShape.EACH, ViewEvents::new)))
			.as(Rank.USUAL));
		add(Contender
			.of("spring-record", table,
					() -> new SpringScenario(Listeners.RECORD, new RingScenario(RingShape.EACH, RecordEvents::new)))
			.as(Rank.ON_DEMAND));
		add(Contender
			.of("spring-message", table,
					() -> new SpringScenario(Listeners.MESSAGE, new RingScenario(RingShape.EACH, RecordEvents::new)))
			.as(Rank.ON_DEMAND));
		add(Contender.of("application-events", table, ApplicationEvents::new).as(Rank.USUAL));
		add(Contender.of("queue-channel", table, QueueChannelScenario::new, NO_LOGS));
		add(Contender.of("kafka", table, KafkaScenario::new, "-Xmx512m").as(Rank.USUAL));
	}

	private static void two() {
		Table table = Table.TWO;
		add(Contender.of("two", table, () -> new RingScenario(RingShape.TWO, RawEvents::new)));
		add(Contender.of("disruptor-two", table, () -> new DisruptorScenario(2, false, Arrangement.ONE)));
		add(unchecked(Contender.of("agrona-two", table, () -> new AgronaScenario(2), AGRONA)).as(Rank.ON_DEMAND));
		add(unchecked(Contender.of("aeron-two", table, () -> new AeronScenario(false, 2), AERON).as(Rank.ON_DEMAND)));
		add(Contender
			.of("jctools-two", table, () -> new QueueScenario("JCTools MpscArrayQueue", 2, MpscArrayQueue::new))
			.as(Rank.ON_DEMAND));
		add(new Contender.OfC("c-two", table, Rank.FIRST, "C program, two producers, each", "two"));
		table = Table.TWO_BATCHES;
		add(Contender.of("two-batch", table, () -> new RingScenario(RingShape.TWO.inBatches(), RawEvents::new)));
		add(Contender.of("disruptor-two-batch", table, () -> new DisruptorScenario(2, true, Arrangement.ONE)));
		add(new Contender.OfC("c-two-batch", table, Rank.ON_DEMAND, "C program, two producers, batches of 32",
				"two-batch"));
	}

	private static void three() {
		for (boolean batches : List.of(false, true)) {
			Table table = batches ? Table.THREE_BATCHES : Table.THREE;
			for (Arrangement arrangement : List.of(Arrangement.PIPELINE, Arrangement.DIAMOND, Arrangement.BROADCAST)) {
				String key = arrangement.key() + (batches ? "-batch" : "");
				RingShape shape = RingShape.EACH.arranged(arrangement);
				Contender.OfJava ring = Contender.of(key, table,
						() -> new RingScenario(batches ? shape.inBatches() : shape, RawEvents::new));
				Contender.OfJava disruptor = Contender.of("disruptor-" + key, table,
						() -> new DisruptorScenario(1, batches, arrangement));
				Rank rank = batches ? Rank.ON_DEMAND
						: arrangement.equals(Arrangement.DIAMOND) ? Rank.USUAL : Rank.FIRST;
				add(ring.as(rank));
				add(disruptor.as(rank));
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
		return Stream.concat(ALL.stream(), Curves.contenders())
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
