package io.mmapring.benchmarks.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.mmapring.benchmarks.machine.Calm;

import static org.assertj.core.api.Assertions.assertThat;

class PairsTests {

	@Test
	void hasMedianOfTheRatiosOfPairs() {
		String text = text(pair(10, 100, 9, 100), pair(20, 100, 20, 100), pair(40, 300, 30, 300));
		assertThat(text).contains("## title", "3 pairs", "3 of them")
			.contains("| without | **15** (10 to 20, 2) | **40** (40 to 40, 1) |")
			.contains("| with | **15** (9.0 to 20, 2) | **30** (30 to 30, 1) |")
			.contains("with / without: median **0.900** (0.750 to 1.000; goal: at least 0.97, missed)");
	}

	@Test
	void whenGoalIsReachedSaysNoMore() {
		assertThat(text(pair(10, 100, 9.8, 100))).contains("median **0.980** (0.980 to 0.980; goal: at least 0.97)");
	}

	@Test
	void whenCoresMovedOrOthersDisturbedPairDoesNotCount() {
		Pairs.Pair disturbed = new Pairs.Pair(new Result(1, 0, 0, 0, new Calm(100, 100, 11)),
				new Result(1, 0, 0, 0, new Calm(100, 100, 0)));
		assertThat(text(pair(10, 100, 5, 250), disturbed)).contains("2 pairs", "0 of them", "there is no ratio")
			.doesNotContain("median **");
	}

	private static String text(Pairs.Pair... pairs) {
		return new Pairs("title", "without", "with", 0.97, List.of(pairs)).text();
	}

	private static Pairs.Pair pair(double one, long oneNs, double other, long otherNs) {
		return new Pairs.Pair(new Result(one * 1e6, 0, 0, 0, new Calm(oneNs, oneNs, 0)),
				new Result(other * 1e6, 0, 0, 0, new Calm(otherNs, otherNs, 0)));
	}

}
