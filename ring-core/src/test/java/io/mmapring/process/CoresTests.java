package io.mmapring.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Threads on named cores, of the machine that the test runs on. */
@EnabledOnOs(OS.LINUX)
class CoresTests {

	@Test
	void aListHasNumbersAndRangesInTheOrderOfThreads() {
		assertThat(Cores.of("7, 2-4,0").numbers()).containsExactly(7, 2, 3, 4, 0);
		assertThat(Cores.of("7, 2-4,0")).hasToString("7,2,3,4,0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "1,", "3-1", "1-2-3", "-1", "1,1", "0-2,2", "99999", "1;2" })
	void whatIsNoListIsRefused(String list) {
		assertThatIllegalArgumentException().isThrownBy(() -> Cores.of(list))
			.withMessage("cores='%s' (expected: different numbers or ranges with commas between them, as 2,3 or 4-7)"
				.formatted(list));
	}

	@Test
	void eachThreadIsKeptOnACoreOfItsOwnAsTheSystemSees() throws Exception {
		List<Integer> usable = usable();
		Cores cores = Cores.of(join(usable));
		assertThat(cores.problem()).isEmpty();
		ThreadFactory threads = cores.threadFactory("feed");
		List<String> seen = new ArrayList<>();
		for (int i = 0; i <= usable.size(); i++) {
			CompletableFuture<String> status = new CompletableFuture<>();
			Thread thread = threads.newThread(() -> status.complete(coresOfThisThread()));
			assertThat(thread.getName()).isEqualTo("feed-" + i);
			thread.start();
			seen.add(status.get(30, TimeUnit.SECONDS));
		}
		List<String> expected = new ArrayList<>(usable.stream().map(String::valueOf).toList());
		expected.add(expected.get(0));
		assertThat(seen).isEqualTo(expected);
		assertThat(usable()).as("of the process").isEqualTo(usable);
	}

	@Test
	void aCoreThatTheProcessMayNotUseIsRefused() {
		Cores cores = Cores.of("0,4711");
		String problem = "cores=0,4711 (expected: some of %s, which this process may use)"
			.formatted(ProcFiles.SYSTEM.allowedCores("self"));
		assertThat(cores.problem()).contains(problem);
		assertThatIllegalStateException().isThrownBy(() -> cores.threadFactory("feed"))
			.withMessage("cannot keep threads 'feed' on cores: " + problem);
		assertThatIllegalStateException().isThrownBy(() -> cores.keep(1))
			.withMessage("cannot keep thread '%s' on core 4711: %s", Thread.currentThread().getName(), problem);
	}

	@Test
	void withoutTheProgramItIsSaidWhatToInstall(@TempDir Path empty) {
		Cores cores = Cores.of(usable().get(0).toString(), ProcFiles.SYSTEM, empty.toString());
		assertThat(cores.problem().orElseThrow())
			.startsWith("cores=%s (expected: none, the program 'taskset'".formatted(cores))
			.endsWith("is not in PATH=%s); install the package util-linux".formatted(empty));
	}

	@Test
	void whereTheSystemTellsNothingNothingIsTried(@TempDir Path empty) {
		Cores cores = Cores.of("0", new ProcFiles(empty), "");
		assertThat(cores.problem())
			.contains("cores=0 (expected: none, the system does not tell which cores a process may use)");
	}

	@Test
	void aVirtualThreadIsRefused() throws Exception {
		Cores cores = Cores.of(usable().get(0).toString());
		CompletableFuture<String> said = new CompletableFuture<>();
		Runnable task = () -> {
			try {
				cores.keep(0);
				said.complete("kept");
			}
			catch (IllegalStateException ex) {
				said.complete(String.valueOf(ex.getMessage()));
			}
		};
		// before Java 21 there are none, and the same thread can be kept
		boolean virtual = Runtime.version().feature() >= 21;
		if (virtual) {
			// by name: the tests are compiled for Java 17
			Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
		}
		else {
			new Thread(task, "kept").start();
		}
		assertThat(said.get(30, TimeUnit.SECONDS))
			.contains(virtual ? "thread=virtual (expected: a platform thread" : "kept");
	}

	private static List<Integer> usable() {
		return Cores.of(String.valueOf(ProcFiles.SYSTEM.allowedCores("self"))).numbers();
	}

	private static String join(List<Integer> numbers) {
		return String.join(",", numbers.stream().map(String::valueOf).toList());
	}

	/** Read by its number, so that it is not what the code under test reads. */
	private static String coresOfThisThread() {
		try {
			Path self = Path.of("/proc", Files.readSymbolicLink(Path.of("/proc/thread-self")).toString());
			return Files.readAllLines(self.resolve("status"))
				.stream()
				.filter((line) -> line.startsWith("Cpus_allowed_list:"))
				.map((line) -> line.substring(line.indexOf('\t') + 1))
				.findFirst()
				.orElseThrow();
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}
