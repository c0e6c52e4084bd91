package io.mmapring.benchmarks.costs;

import java.util.Collection;
import java.util.Locale;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Has JMH measure the steps. */
public final class Costs {

	private static final int WARM_UPS = 3;

	private static final int ITERATIONS = 5;

	private static final String BYTES = "gc.alloc.rate.norm";

	private final int forks;

	private final long iterationMs;

	/**
	 * Measure.
	 * @param forks how many JVMs for each step, 0 for this one
	 * @param iterationMs milliseconds of each of the iterations
	 */
	public Costs(int forks, long iterationMs) {
		this.forks = forks;
		this.iterationMs = iterationMs;
	}

	/**
	 * Measure all.
	 * @return what came of it, as markdown
	 * @throws RunnerException if a step fails
	 */
	public String run() throws RunnerException {
		if (this.forks == 0) {
			// nothing is measured in earnest: others may run too
			System.setProperty("jmh.ignoreLock", "true");
		}
		TimeValue iteration = TimeValue.milliseconds(this.iterationMs);
		return text(new Runner(new OptionsBuilder().include(RingCosts.class.getName().replace(".", "\\.") + ".*")
			.forks(this.forks)
			.jvmArgs("-Xms256m", "-Xmx256m")
			.warmupIterations((this.forks == 0) ? 0 : WARM_UPS)
			.warmupTime(iteration)
			.measurementIterations((this.forks == 0) ? 1 : ITERATIONS)
			.measurementTime(iteration)
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.build()).run());
	}

	private String text(Collection<RunResult> results) {
		StringBuilder text = new StringBuilder(
				"""

						## What single steps cost one thread

						By JMH: %d JVMs for each, %d iterations of %d ms in each after %d for warming up. All is in the caches of
						one core: what it costs to bring events to another one is not in here.

						| | ns/event | &plusmn; (99.9 %%) | B/event |
						|---|---:|---:|---:|
						"""
					.formatted(this.forks, ITERATIONS, this.iterationMs, WARM_UPS));
		for (RunResult result : results) {
			Result<?> primary = result.getPrimaryResult();
			text.append(String.format(Locale.ROOT, "| %s | %.2f | %.2f | %.2f |%n", name(result), primary.getScore(),
					primary.getScoreError(), bytes(result)));
		}
		return text.toString();
	}

	/** Such as {@code publishBatch, views}. */
	private static String name(RunResult result) {
		String[] words = result.getParams().getBenchmark().split("[.$]", -1);
		return words[words.length - 1] + ", " + words[words.length - 2].toLowerCase(Locale.ROOT);
	}

	private static double bytes(RunResult result) {
		for (String key : result.getSecondaryResults().keySet()) {
			if (key.endsWith(BYTES)) {
				Result<?> bytes = result.getSecondaryResults().get(key);
				return bytes.getScore();
			}
		}
		return Double.NaN;
	}

}
