package io.mmapring.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.mmapring.benchmarks.peers.DisruptorScenario;
import io.mmapring.benchmarks.report.Curve;
import io.mmapring.benchmarks.report.LineChart;
import io.mmapring.benchmarks.report.Report;
import io.mmapring.benchmarks.report.Result;
import io.mmapring.benchmarks.ring.FilledEvents;
import io.mmapring.benchmarks.ring.RawEvents;
import io.mmapring.benchmarks.ring.RingScenario;
import io.mmapring.benchmarks.ring.RingShape;
import io.mmapring.benchmarks.scenario.Arrangement;
import io.mmapring.benchmarks.scenario.Contender;
import io.mmapring.benchmarks.scenario.InTurns;
import io.mmapring.benchmarks.scenario.Rank;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.benchmarks.scenario.Table;

/** Measures what an event costs as rings grow. */
final class Curves {

	private static final List<Integer> SLOTS = List.of(64, 256, 1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20);

	private static final List<Integer> GROUPS = powers(1, 32);

	private static final List<Integer> SLOT_BYTES = powers(64, 4096);

	private static final List<Curve> ALL = List.of(slots(), groups(), slotBytes());

	private final int runs;

	private final long windowMs;

	private final Map<Contender, List<Result>> results = new LinkedHashMap<>();

	Curves(int runs, long windowMs) {
		this.runs = runs;
		this.windowMs = windowMs;
		contenders().forEach((contender) -> this.results.put(contender, new ArrayList<>()));
	}

	private static List<Integer> powers(int first, int last) {
		return IntStream.iterate(first, (i) -> i <= last, (i) -> 2 * i).boxed().toList();
	}

	private static Curve slots() {
		RingShape shape = RingShape.EACH;
		return new Curve("ns for each event, by number of slots (64 bytes each)", "slots",
				List.of(line("ring, each", "slots-", SLOTS,
						(slots) -> new RingScenario(shape.withSlots(slots), RawEvents::new)),
						line("ring, batches of " + Scenario.BATCH, "slots-batch-", SLOTS,
								(slots) -> new RingScenario(shape.withSlots(slots).inBatches(), RawEvents::new)),
						line("LMAX Disruptor, each", "slots-disruptor-", SLOTS,
								(slots) -> new DisruptorScenario(1, false, Arrangement.ONE, slots))));
	}

	/** All groups are served by one thread: there may be more of them than cores. */
	private static Curve groups() {
		return new Curve(
				"ns for each event and group, by number of groups that one thread serves", "groups", List.of(
						lineOfGroups("ring, each", "groups-", GROUPS,
								(groups) -> new InTurns(new RingScenario(
										RingShape.EACH.arranged(Arrangement.inTurns(groups)), RawEvents::new), groups)),
						lineOfGroups("LMAX Disruptor, each", "groups-disruptor-", GROUPS,
								(groups) -> new InTurns(new DisruptorScenario(1, false, Arrangement.inTurns(groups)),
										groups))));
	}

	private static Curve slotBytes() {
		RingShape shape = RingShape.EACH;
		return new Curve("ns for each event, by size of the %d slots".formatted(Scenario.SLOTS), "bytes", List.of(
				line("ring, each, %d bytes in use".formatted(Scenario.LENGTH), "slot-bytes-", SLOT_BYTES,
						(bytes) -> new RingScenario(shape.withSlotBytes(", slots of %d bytes".formatted(bytes), bytes),
								RawEvents::new)),
				line("ring, each, full slots", "slot-bytes-full-", SLOT_BYTES,
						(bytes) -> new RingScenario(
								shape.withSlotBytes(", full slots of %d bytes".formatted(bytes), bytes),
								() -> new FilledEvents(bytes)))));
	}

	private static Curve.Line line(String name, String key, List<Integer> places, IntFunction<Scenario> scenario) {
		return new Curve.Line(name, places.stream().map((x) -> point(key, x, 1, scenario)).toList());
	}

	private static Curve.Line lineOfGroups(String name, String key, List<Integer> places,
			IntFunction<Scenario> scenario) {
		return new Curve.Line(name, places.stream().map((x) -> point(key, x, x, scenario)).toList());
	}

	private static Curve.Point point(String key, int x, int deliveries, IntFunction<Scenario> scenario) {
		return new Curve.Point(x, deliveries,
				Contender.of(key + x, Table.EACH, () -> scenario.apply(x)).as(Rank.ON_DEMAND));
	}

	/** All points. */
	static Stream<Contender> contenders() {
		return ALL.stream()
			.flatMap((curve) -> curve.lines().stream())
			.flatMap((line) -> line.points().stream())
			.map(Curve.Point::contender);
	}

	/** Measure all. */
	void run() throws Exception {
		for (int i = 1; i <= this.runs; i++) {
			for (Map.Entry<Contender, List<Result>> entry : this.results.entrySet()) {
				Result result = Trial.untilCalm(entry.getKey(), false, this.windowMs);
				entry.getValue().add(result);
				Trial.say(i + "/" + this.runs, entry.getKey(), result);
			}
		}
	}

	/** What came of it, as markdown. */
	String text() {
		StringBuilder text = new StringBuilder("\nNs: **median** (least to most, number of runs).\n");
		ALL.forEach((curve) -> text.append(curve.table(this.results)));
		return text.toString();
	}

	/** What came of it, as SVG. */
	String chart(String title) {
		LineChart chart = new LineChart(title);
		ALL.forEach((curve) -> curve.addTo(chart, this.results));
		return chart.svg();
	}

	/** What the machine was like, for the head of the document. */
	String machine() {
		return new Report(this.results, false).machine();
	}

}
