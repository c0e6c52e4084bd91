package io.mmapring.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.mmapring.benchmarks.report.Pairs;
import io.mmapring.benchmarks.report.Result;

/** Measures what health and metrics cost a listener, in pairs of runs. */
final class Observed {

	private static final String WITHOUT = "spring-view";

	private static final String WITH = "spring-view-observed";

	/** They are read each second: a shorter run might see none of it. */
	private static final long LEAST_MS = 1000;

	private final int pairs;

	private final long windowMs;

	Observed(int pairs, long windowMs) {
		this.pairs = pairs;
		this.windowMs = Math.max(LEAST_MS, windowMs);
	}

	/** Measure all, and say what came of it. */
	String run() throws Exception {
		List<Pairs.Pair> results = new ArrayList<>();
		for (int i = 1; i <= this.pairs; i++) {
			// who is first takes turns too
			Result first = run((i % 2 == 1) ? WITHOUT : WITH);
			Result second = run((i % 2 == 1) ? WITH : WITHOUT);
			Pairs.Pair pair = (i % 2 == 1) ? new Pairs.Pair(first, second) : new Pairs.Pair(second, first);
			results.add(pair);
			System.out.printf(Locale.ROOT, "%d/%d without %.1f, with %.1f M events/s, with/without %.3f%s%n", i,
					this.pairs, pair.one().rate() / 1e6, pair.other().rate() / 1e6, pair.ratio(),
					pair.isFair() ? "" : ", does not count");
		}
		return new Pairs("A listener of Spring Boot: what health and metrics cost", "without",
				"all meters on Prometheus and all health read each second", 0.97, results)
			.text();
	}

	private Result run(String key) throws Exception {
		return Trial.untilCalm(Scenarios.of(key), false, this.windowMs);
	}

}
