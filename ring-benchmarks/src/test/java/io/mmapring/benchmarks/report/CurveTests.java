package io.mmapring.benchmarks.report;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.mmapring.benchmarks.machine.Calm;
import io.mmapring.benchmarks.ring.RawEvents;
import io.mmapring.benchmarks.ring.RingScenario;
import io.mmapring.benchmarks.ring.RingShape;
import io.mmapring.benchmarks.scenario.Contender;
import io.mmapring.benchmarks.scenario.Table;

import static org.assertj.core.api.Assertions.assertThat;

class CurveTests {

	private static final Contender.OfJava SMALL = contender("small");

	private static final Contender.OfJava LARGE = contender("large");

	private static final Curve CURVE = new Curve("a < b", "slots", List
		.of(new Curve.Line("ring", List.of(new Curve.Point(64, 1, SMALL), new Curve.Point(1 << 20, 4, LARGE)))));

	private static final Map<Contender, List<Result>> RESULTS = Map.of(SMALL,
			List.of(run(50e6, 100), run(100e6, 100), run(25e6, 300)), LARGE, List.of(run(5e6, 100)));

	@Test
	void tableHasTimeOfEachDelivery() {
		assertThat(CURVE.table(RESULTS)).contains("## a < b", "| slots | ring, near | far |")
			.contains("| 64 | **15.0** (10.0 to 20.0, 2) | **40.0** (40.0 to 40.0, 1) |")
			.contains("| 1 Mi | **50.0** (50.0 to 50.0, 1) | – |");
	}

	@Test
	void chartHasLineThroughPointsThatThereAre() {
		LineChart chart = new LineChart("title");
		CURVE.addTo(chart, RESULTS);
		String svg = chart.svg();
		// from 15 to 50 of 50 ns, over the whole width, in 200 units of height that begin
		// at 102
		assertThat(svg).contains(">a &lt; b<", ">ring<", ">64<", ">1 Mi<")
			.contains("<path d=\"M60.0 242.0L650.0 102.0\" class=\"line0\"/>")
			.contains("<path d=\"M60.0 142.0\" class=\"line0 far\"/>");
		assertThat(svg).startsWith("<svg").endsWith("</svg>\n");
	}

	@Test
	void whenNothingWasMeasuredHasNoPoints() {
		LineChart chart = new LineChart("title");
		CURVE.addTo(chart, Map.of());
		assertThat(chart.svg()).contains(">a &lt; b<").doesNotContain("circle cx");
		assertThat(CURVE.table(Map.of())).contains("| 64 | – | – |");
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1000, 1000", "1024, 1 Ki", "65536, 64 Ki", "1048576, 1 Mi" })
	void powersOfTwoAreShort(long x, String expected) {
		assertThat(LineChart.inShort(x)).isEqualTo(expected);
	}

	private static Contender.OfJava contender(String key) {
		return Contender.of(key, Table.EACH, () -> new RingScenario(RingShape.EACH, RawEvents::new));
	}

	private static Result run(double rate, long roundTripNs) {
		return new Result(rate, 0, 0, 0, new Calm(roundTripNs, roundTripNs, 0));
	}

}
