package io.mmapring.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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

	/**
	 * Measure all. A run during which the cores moved does not count, and is made up for
	 * while that takes a tenth of the time that all have taken.
	 */
	void run() throws Exception {
		this.options.contenders().forEach((contender) -> this.results.put(contender, new ArrayList<>()));
		long startNs = System.nanoTime();
		for (int i = 1; i <= this.options.runs(); i++) {
			for (Contender contender : this.results.keySet()) {
				run(contender, i + "/" + this.options.runs());
			}
		}
		long endNs = System.nanoTime() + (System.nanoTime() - startNs) / 10;
		Optional<Contender> lacking = lacking();
		while (lacking.isPresent() && System.nanoTime() < endNs) {
			run(lacking.get(), "more");
			lacking = lacking();
		}
	}

	private void run(Contender contender, String number) throws Exception {
		Result result = Trial.run(contender, this.options.betweenThreads(), this.options.windowMs(),
				this.options.limit());
		Objects.requireNonNull(this.results.get(contender)).add(result);
		Trial.say(number, contender, result);
	}

	/** Who has fewer runs that count than there are to be; they take turns. */
	private Optional<Contender> lacking() {
		return this.results.entrySet()
			.stream()
			.filter((entry) -> entry.getValue()
				.stream()
				.filter((result) -> !result.calm().hasMoved())
				.count() < this.options.runs())
			.min(Comparator.comparingInt((entry) -> entry.getValue().size()))
			.map(Map.Entry::getKey);
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
