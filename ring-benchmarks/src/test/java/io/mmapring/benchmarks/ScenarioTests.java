package io.mmapring.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The scenarios bring all events; how fast is not asked here. */
@Timeout(60)
class ScenarioTests {

	private static final int EVENTS = 5 * Scenario.SLOTS;

	@TempDir
	Path directory;

	static List<String> keys() {
		return Scenarios.keys();
	}

	@ParameterizedTest
	@MethodSource("keys")
	void eachScenarioBringsAllEvents(String key) throws Exception {
		try (Scenario scenario = Scenarios.of(key)) {
			Checksum checksum = new Checksum();
			scenario.setUp(this.directory, true, true, checksum);
			Thread producer = new Thread(() -> scenario.produce(0, EVENTS));
			producer.setDaemon(true);
			producer.start();
			while (checksum.events() < EVENTS) {
				if (scenario.consume() == 0) {
					Thread.onSpinWait();
				}
			}
			checksum.check(EVENTS);
			assertThat(scenario.consume()).isZero();
			producer.join();
		}
	}

	@Test
	void bothThatBlockWakeAndAreWoken() throws Exception {
		assertThat(new WakeUps(1, 50).run()).contains("ring, `block`, two processes: ", "LMAX Disruptor", "(", " us");
	}

	@Test
	void whenEventIsAlteredOrLostOrOutOfOrderChecksumSaysSo() {
		Checksum altered = new Checksum();
		altered.add(0, 1, 2, 4);
		assertThatIllegalStateException().isThrownBy(() -> altered.check(1)).withMessageContaining("sum=7");
		Checksum swapped = new Checksum();
		Quad.of(1).addTo(swapped);
		Quad.of(0).addTo(swapped);
		assertThatIllegalStateException().isThrownBy(() -> swapped.check(2)).withMessageContaining("outOfOrder=2");
		Checksum lost = new Checksum();
		Quad.of(0).addTo(lost);
		lost.check(1);
		assertThatIllegalStateException().isThrownBy(() -> lost.check(2)).withMessageContaining("events=1");
	}

	@Test
	void whenScenarioIsUnknownNamesAll() {
		assertThatIllegalArgumentException().isThrownBy(() -> Scenarios.of("x")).withMessageContaining("raw-batch");
	}

	@Test
	void reportHasMediansRangesAndRatios() {
		Report report = new Report(Map.of("raw", List.of(run(3e6), run(1e6), run(2e6)), "view", List.of(run(1e6))),
				false);
		assertThat(report.text(List.of("Date: x"))).contains("- Date: x")
			.contains("| ring, raw, each | processes | 2.0 | 1.0 | 3.0 | 0.50 | 0.25 | 300 |")
			.contains("| ring, view, each / ring, raw, each | 0.50 |")
			.contains("before 4 of 4 runs")
			.contains("not calm");
	}

	private static Result run(double rate) {
		return new Result(rate, 0.5, 0.25, 300, 20);
	}

}
