package io.mmapring.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.mmapring.benchmarks.machine.Limit;
import io.mmapring.benchmarks.scenario.Contender;
import io.mmapring.benchmarks.scenario.Rank;

/** What is asked for on the command line. */
final class Options {

	private static final String KNOWN = "--quick|--all|--threads|--(only|commit|results|limit)=.*";

	private static final int RUNS = 5;

	private static final int QUICK_RUNS = 3;

	private static final int PAIRS = 11;

	private static final int QUICK_PAIRS = 5;

	private static final long MS = 2000;

	private static final long QUICK_MS = 500;

	private final List<String> arguments;

	private final @Nullable Kind kind;

	Options(String... arguments) {
		this.arguments = List.of(arguments);
		for (String argument : arguments) {
			if (!argument.matches(KNOWN) && Kind.of(argument) == null) {
				throw new IllegalArgumentException(
						"option %s (expected: --quick, --all, --threads, --only=<scenario,...>, %s)".formatted(argument,
								Kind.options()));
			}
		}
		List<Kind> kinds = this.arguments.stream().map(Kind::of).filter((kind) -> kind != null).toList();
		if (kinds.size() > 1) {
			throw new IllegalArgumentException("options %s (expected: one of them)"
				.formatted(String.join(" ", kinds.stream().map(Kind::option).toList())));
		}
		this.kind = kinds.isEmpty() ? null : kinds.get(0);
	}

	/** What is measured instead of throughput. */
	@Nullable Kind kind() {
		return this.kind;
	}

	boolean isQuick() {
		return asked("quick");
	}

	boolean betweenThreads() {
		return asked("threads");
	}

	/** Whether some are left out that usually take part. */
	boolean isPart() {
		return betweenThreads() || !value("only", "").isEmpty();
	}

	/** Runs that count, of each. */
	int runs() {
		return isQuick() ? QUICK_RUNS : RUNS;
	}

	/** Runs of each point of a curve. */
	int runsOfPoints() {
		return isQuick() ? 1 : QUICK_RUNS;
	}

	/** Length of a run of a point of a curve, in milliseconds. */
	long windowOfPointsMs() {
		return windowMs() / 2;
	}

	/** JVMs for each step that is measured by itself. */
	int forks() {
		return isQuick() ? 1 : 2;
	}

	/** Runs of what is compared in pairs. */
	int pairs() {
		return isQuick() ? QUICK_PAIRS : PAIRS;
	}

	/** Length of a run, in milliseconds. */
	long windowMs() {
		return isQuick() ? QUICK_MS : MS;
	}

	/** The program in C. */
	@Nullable Limit limit() {
		String program = value("limit", "");
		return program.isEmpty() ? null : new Limit(Path.of(program));
	}

	String commit() {
		return value("commit", "unknown");
	}

	/** Where results are written. */
	Path results() {
		return Path.of(value("results", "."));
	}

	/** Who takes part. */
	List<Contender> contenders() {
		return chosen().filter((contender) -> limit() != null || !(contender instanceof Contender.OfC)).toList();
	}

	private Stream<Contender> chosen() {
		String only = value("only", "");
		if (!only.isEmpty()) {
			return Arrays.stream(only.split(",", -1)).map(Scenarios::of);
		}
		Rank last = asked("all") ? Rank.ON_DEMAND : isQuick() ? Rank.FIRST : Rank.USUAL;
		return Scenarios.all().stream().filter((contender) -> contender.rank().compareTo(last) <= 0);
	}

	private boolean asked(String option) {
		return this.arguments.contains("--" + option);
	}

	private String value(String name, String otherwise) {
		String prefix = "--" + name + "=";
		return this.arguments.stream()
			.filter((argument) -> argument.startsWith(prefix))
			.map((argument) -> argument.substring(prefix.length()))
			.findFirst()
			.orElse(otherwise);
	}

}
