package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process is killed, and stopped, at each point of the protocol. The others go on by
 * themselves, nothing is lost, nothing unpublished is seen, and nobody is robbed. With
 * -Dring.faults.write=normal, or nightly, that run writes its table into the page.
 */
class FaultPointsIT {

	private static final Path REPORT = Path.of("target", "fault-points.md");

	private static final int NIGHTLY_KILLS = 3;

	/** Then it gives up. */
	private static final int FAILURES = 10;

	@TempDir
	Path directory;

	private int rings;

	@Test
	void whereverAProcessDiesOrStopsTheOthersGoOn() throws Exception {
		run("normal", 1, false);
	}

	@Test
	@Tag("nightly")
	void whereverAProcessDiesOrStopsTheOthersGoOnEachTime() throws Exception {
		run("nightly", NIGHTLY_KILLS, true);
	}

	@Test
	void thePageHasARowForEachPointAsTheRunWritesIt() throws IOException {
		List<String> lines = FaultTable.linesOfPage();
		assertThat(lines.get(0)).isEqualTo(FaultTable.HEAD);
		assertThat(lines.subList(2, lines.size())).extracting(FaultPointsIT::known)
			.containsExactlyElementsOf(new FaultTable().text().lines().skip(2).map(FaultPointsIT::known).toList())
			.hasSize(FaultPoint.values().length);
		assertThat(lines.subList(2, lines.size())).allSatisfy((line) -> {
			String[] cells = line.split(" \\| ", -1);
			assertThat(List.of(cells[5], cells[6])).as(line).containsOnly("0");
			assertThat(Integer.parseInt(cells[3])).as(line).isPositive();
		});
	}

	/** Point, role and forms: what does not depend on the run. */
	private static String known(String row) {
		return String.join("|", Arrays.asList(row.split("\\|", -1)).subList(0, 4));
	}

	private void run(String name, int kills, boolean stopEachForm) throws Exception {
		FaultTable table = new FaultTable();
		try (FaultProcesses processes = new FaultProcesses()) {
			run(table, processes, kills, stopEachForm);
		}
		Files.writeString(REPORT, table.text());
		if (name.equals(System.getProperty("ring.faults.write"))) {
			table.writeToPage();
		}
		System.out.println("FaultPointsIT: " + table.summary() + "; see " + REPORT);
	}

	private void run(FaultTable table, FaultProcesses processes, int kills, boolean stopEachForm) throws IOException {
		List<Throwable> failures = new ArrayList<>();
		FaultPoint stopped = null;
		for (FaultCase fault : FaultCase.all()) {
			for (int i = 0; i < kills; i++) {
				run(processes, fault, "killed at ", failures, (run) -> table.killed(fault.point(), run.kill()));
			}
			if (stopEachForm || fault.point() != stopped) {
				stopped = fault.point();
				run(processes, fault, "stopped at ", failures, (run) -> {
					run.stop();
					table.stopped(fault.point());
				});
			}
			assertThat(failures).hasSizeLessThan(FAILURES);
		}
		assertThat(failures).isEmpty();
	}

	/** All failures are told together: which points fail says more than one of them. */
	private void run(FaultProcesses processes, FaultCase fault, String what, List<Throwable> failures, Step step)
			throws IOException {
		Path own = Files.createDirectory(this.directory.resolve("ring-" + this.rings++));
		try (FaultRun run = new FaultRun(own, fault, processes)) {
			run.toThePoint();
			step.on(run);
		}
		catch (Exception | AssertionError ex) {
			failures.add(new AssertionError(what + fault, ex));
		}
	}

	/** What is done at the point. */
	private interface Step {

		void on(FaultRun run) throws Exception;

	}

}
