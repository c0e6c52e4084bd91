package io.mmapring.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;
import org.openjdk.jcstress.infra.runners.TestList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs all stress tests, and fails for any outcome that a test does not list.
 */
class StressIT {

	private static final long LIMIT_MINUTES = Long.getLong("stress.limit", 14);

	private final Path results = Path.of(System.getProperty("stress.results"));

	private final Path log = this.results.resolve("jcstress.log");

	@Test
	void noTestHasAForbiddenOutcomeAndEachBrokenOneIsFound() throws Exception {
		run();
		Collection<TestResult> tests = ReportUtils.mergedByName(read());
		System.out.println(summary(tests));
		assertThat(tests.stream().map(TestResult::getName)).as("tests that ran; see %s", this.log)
			.containsExactlyInAnyOrderElementsOf(TestList.tests());
		assertThat(tests.stream().flatMap(StressIT::failures)).as("forbidden outcomes and errors; see %s", this.log)
			.isEmpty();
		assertThat(tests.stream().filter(StressIT::isBroken)).as("broken on purpose").isNotEmpty();
		assertThat(tests.stream().filter(StressIT::isBroken).filter((test) -> violations(test) == 0))
			.extracting(TestResult::getName)
			.as("broken tests whose mistake was not seen, so that others prove nothing either; see %s", this.log)
			.isEmpty();
	}

	private void run() throws IOException, InterruptedException {
		Files.createDirectories(this.results);
		try (Stream<Path> files = Files.list(this.results)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".bin.gz")).toList()) {
				Files.delete(file);
			}
		}
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), Main.class.getName(), "-sc", "false", "-jvmArgs",
						"-Xmx256m", "-strideSize", "8", "-strideCount", "32", "-r", "."));
		command.addAll(List.of(System.getProperty("stress.options").split(" ")));
		Process process = new ProcessBuilder(command).directory(this.results.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.log.toFile())
			.start();
		try {
			assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).as("in time; see %s", this.log).isTrue();
		}
		finally {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
		}
	}

	private Collection<TestResult> read() throws Exception {
		List<Path> written;
		try (Stream<Path> files = Files.list(this.results)) {
			written = files.filter((path) -> path.toString().endsWith(".bin.gz")).toList();
		}
		assertThat(written).as("results; see %s", this.log).hasSize(1);
		InProcessCollector collector = new InProcessCollector();
		DiskReadCollector reader = new DiskReadCollector(written.get(0).toString(), collector);
		reader.dump();
		reader.close();
		return collector.getTestResults();
	}

	private static Stream<String> failures(TestResult test) {
		Stream<String> messages = test.grading().failureMessages.stream();
		return Stream.concat(messages,
				(test.status() != Status.NORMAL) ? Stream.of(test.getName() + " " + test.status()) : Stream.empty());
	}

	private static boolean isBroken(TestResult test) {
		return test.getName().contains("$Broken") || test.getName().contains(".Broken");
	}

	private static long count(TestResult test, Expect expect) {
		return test.grading().gradingResults.values()
			.stream()
			.filter((result) -> result.expect == expect)
			.mapToLong((result) -> result.count)
			.sum();
	}

	private static long violations(TestResult test) {
		return count(test, Expect.ACCEPTABLE_INTERESTING);
	}

	private static String summary(Collection<TestResult> tests) {
		long outcomes = tests.stream().mapToLong(TestResult::getTotalCount).sum();
		long forbidden = tests.stream().mapToLong((test) -> count(test, Expect.FORBIDDEN)).sum();
		StringBuilder summary = new StringBuilder(String.format(Locale.ROOT,
				"stress: %d tests, %,d outcomes, forbidden %d", tests.size(), outcomes, forbidden));
		tests.stream()
			.filter(StressIT::isBroken)
			.forEach((test) -> summary.append(String.format(Locale.ROOT, "%n  %s: %,d violations seen, as must be",
					test.getName(), violations(test))));
		return summary.toString();
	}

}
