package io.mmapring.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;

import org.jctools.queues.SpscArrayQueue;

/** All scenarios, in the order in which they take turns. */
final class Scenarios {

	private static final Map<String, Supplier<Scenario>> ALL = new LinkedHashMap<>();

	static {
		ALL.put("raw", () -> new RawScenario(false));
		ALL.put("view", () -> new ViewScenario(false));
		ALL.put("record", () -> new RecordScenario(false));
		ALL.put("raw-batch", () -> new RawScenario(true));
		ALL.put("view-batch", () -> new ViewScenario(true));
		ALL.put("record-batch", () -> new RecordScenario(true));
		ALL.put("spring-view", () -> new SpringScenario("a view", new ViewScenario(false), QuadView.class,
				SpringScenario.ViewListener.class));
		ALL.put("spring-view-observed", () -> new ObservedScenario(new SpringScenario("a view", new ViewScenario(false),
				QuadView.class, SpringScenario.ViewListener.class, true)));
		ALL.put("spring-view-batch", () -> new SpringScenario("a view", new ViewScenario(true), QuadView.class,
				SpringScenario.ViewListener.class));
		ALL.put("spring-values", () -> new SpringScenario("components", new ViewScenario(false), QuadView.class,
				SpringScenario.ValuesListener.class));
		ALL.put("spring-record", () -> new SpringScenario("a record", new RecordScenario(false), Quad.class,
				SpringScenario.RecordListener.class));
		ALL.put("spring-message", () -> new SpringScenario("@Payload, by Spring Messaging", new RecordScenario(false),
				Quad.class, SpringScenario.MessageListener.class));
		ALL.put("agrona", AgronaScenario::new);
		ALL.put("disruptor", () -> new DisruptorScenario(false));
		ALL.put("disruptor-batch", () -> new DisruptorScenario(true));
		ALL.put("blocking-queue",
				() -> new QueueScenario("ArrayBlockingQueue", new ArrayBlockingQueue<>(Scenario.SLOTS)));
		ALL.put("jctools", () -> new QueueScenario("JCTools SpscArrayQueue", new SpscArrayQueue<>(Scenario.SLOTS)));
	}

	private Scenarios() {
	}

	static List<String> keys() {
		return List.copyOf(ALL.keySet());
	}

	static Scenario of(String key) {
		Supplier<Scenario> scenario = ALL.get(key);
		if (scenario == null) {
			throw new IllegalArgumentException("scenario=%s (expected: one of %s)".formatted(key, ALL.keySet()));
		}
		return scenario.get();
	}

}
