package io.mmapring.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.mmapring.benchmarks.machine.Calm;
import io.mmapring.benchmarks.peers.DisruptorScenario;
import io.mmapring.benchmarks.ring.RawEvents;
import io.mmapring.benchmarks.ring.RingScenario;
import io.mmapring.benchmarks.ring.RingShape;
import io.mmapring.benchmarks.scenario.Arrangement;
import io.mmapring.benchmarks.scenario.Contender;
import io.mmapring.benchmarks.scenario.Table;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTests {

	private static final Contender RAW = Contender.of("raw", Table.EACH,
			() -> new RingScenario(RingShape.EACH, RawEvents::new));

	private static final Contender DISRUPTOR = Contender.of("disruptor", Table.EACH,
			() -> new DisruptorScenario(1, false, Arrangement.ONE));

	@Test
	void hasMediansAndRangesOfNearAndFarRuns() {
		assertThat(text(5)).contains(
				"| ring, raw, each | processes | **20** (10 to 30, 3) | **5.0** (5.0 to 5.0, 1) | 0.50 | 0.25 | 12 |")
			.contains("| LMAX Disruptor, each | threads | **16** (16 to 16, 1) | **1.0** (1.0 to 1.0, 1) |")
			.contains("before 2 of 6 runs")
			.contains("at most 10 %");
	}

	@Test
	void hasRatiosOfNearAndFarRunsAndGoals() {
		assertThat(text(5)).contains("| ring, raw, each / LMAX Disruptor, each | 2.0 | 1.25 (missed) | 5.00 |");
	}

	@Test
	void whenOthersDisturbedSaysSo() {
		assertThat(text(11)).contains("more than 10 % of all cores before 6 runs", "rough order");
	}

	@Test
	void whenTheCoresMovedARunIsInNoFigure() {
		Report report = new Report(Map.of(RAW, List.of(run(1e6, 100, 0),
				new Result(2e6, 0, 0, 0, new Calm(100, 300, 0)), new Result(3e6, 0, 0, 0, new Calm(300, 100, 0)))),
				false);
		assertThat(report.text()).contains("| ring, raw, each | processes | **1.0** (1.0 to 1.0, 1) | – |");
		assertThat(report.machine()).contains("2 runs are in no figure");
	}

	@Test
	void whenNoRunIsOfDistanceHasNoFigure() {
		assertThat(new Report(Map.of(RAW, List.of(run(1e6, 100, 0))), true).text())
			.contains("| ring, raw, each | threads | **1.0** (1.0 to 1.0, 1) | – |")
			.doesNotContain("Ratios");
	}

	@Test
	void chartHasBarsOfBothDistancesAsLongAsTheirFigures() {
		String chart = new Chart("a < b")
			.group("table",
					List.of(new Chart.Bar("ring", true, 41, 20.5), new Chart.Bar("peer & co", false, 4.1, Double.NaN)))
			.svg();
		assertThat(chart).contains("a &lt; b", ">table<", ">peer &amp; co<")
			.contains("width=\"410.0\" height=\"6\" class=\"own\"", "width=\"205.0\" height=\"6\" class=\"own far\"",
					"width=\"41.0\" height=\"6\" class=\"other\"")
			.doesNotContain("other far\"/");
		assertThat(chart).startsWith("<svg").endsWith("</svg>\n");
	}

	@Test
	void chartHasAllThatTookPart() {
		assertThat(report(5).chart("title")).contains("ring, raw, each", "LMAX Disruptor, each",
				"One producer, one consumer");
	}

	@Test
	void whenRateIsLowHasItsFirstDigits() {
		assertThat(new Report(Map.of(RAW, List.of(run(12_345, 100, 0))), false).text()).contains("**0.012**");
	}

	@Test
	void whenLooksAreUnknownHasNoFigure() {
		Result result = new Result(1e6, 0, 0, Double.NaN, new Calm(100, 100, 0));
		assertThat(new Report(Map.of(RAW, List.of(result)), false).text()).contains("| 0.00 | 0.00 | – |");
	}

	private static String text(long others) {
		return report(others).machine() + report(others).text();
	}

	private static Report report(long others) {
		Map<Contender, List<Result>> results = new LinkedHashMap<>();
		results.put(RAW,
				List.of(run(30e6, 100, others), run(10e6, 249, others), run(20e6, 100, others), run(5e6, 250, others)));
		results.put(DISRUPTOR, List.of(run(16e6, 100, others), run(1e6, 500, others)));
		return new Report(results, false);
	}

	private static Result run(double rate, long roundTripNs, long others) {
		return new Result(rate, 0.5, 0.25, 12.3, new Calm(roundTripNs, roundTripNs, others));
	}

}
