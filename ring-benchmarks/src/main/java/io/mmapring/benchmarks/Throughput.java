package io.mmapring.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.mmapring.benchmarks.report.Report;
import io.mmapring.benchmarks.report.Result;
import io.mmapring.benchmarks.scenario.Contender;

/** Measures how many events a second there are, in turns. */
final class Throughput {

	private final Options options;

	private final Map<Contender, List<Result>> results = new LinkedHashMap<>();

	Throughput(Options options) {
		this.options = options;
	}

	/** Measure all. */
	void run() throws Exception {
		this.options.contenders().forEach((contender) -> this.results.put(contender, new ArrayList<>()));
		for (int i = 1; i <= this.options.runs(); i++) {
			for (Map.Entry<Contender, List<Result>> entry : this.results.entrySet()) {
				Result result = Trial.run(entry.getKey(), this.options.betweenThreads(), this.options.windowMs(),
						this.options.limit());
				entry.getValue().add(result);
				System.out.printf(Locale.ROOT, "%d/%d %-24s %6.1f M events/s, round trip %d ns, others %d %%%n", i,
						this.options.runs(), entry.getKey().key(), result.rate() / 1e6, result.calm().roundTripNs(),
						result.calm().othersPercent());
			}
		}
	}

	/** What the machine was like, for the head of the document. */
	String machine() {
		return report().machine();
	}

	/** What came of it, as markdown. */
	String text() {
		return report().text();
	}

	/** What came of it, as SVG. */
	String chart(String title) {
		return report().chart(title);
	}

	private Report report() {
		return new Report(this.results, this.options.betweenThreads());
	}

}
