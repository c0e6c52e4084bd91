package io.mmapring.spring.test.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Further processes. */
@ExtendWith(ForkedRingProcessExtension.class)
class ForkedRingProcessIT {

	private static final int KILLED = 137;

	private static final int TERMINATED = 143;

	private static ForkedRingProcess last;

	@AfterAll
	static void theLastOneIsGone() {
		assertThat(last.handle().isAlive()).isFalse();
	}

	private static ForkedRingProcess echo(ForkedRingProcesses processes, Object... arguments) {
		last = processes.start(ForkedRingProcess.java(EchoMain.class, arguments).withEnvironment("RING_ECHO", "set"));
		return last;
	}

	@Test
	void speaksAndEnds(ForkedRingProcesses processes) {
		ForkedRingProcess echo = echo(processes, 1, "two");
		assertThat(echo.awaitLine("arguments: .*")).isEqualTo("arguments: [1, two]");
		echo.say("hello");
		echo.say("end");
		assertThat(echo.awaitLine("echo: .*")).isEqualTo("echo: hello");
		assertThat(echo.awaitExit()).isEqualTo(7);
		assertThat(echo.lines()).contains("variable: set", "echo: hello");
	}

	@Test
	void eachLineIsWaitedForOnce(ForkedRingProcesses processes) {
		ForkedRingProcess echo = echo(processes);
		echo.say("1");
		echo.say("2");
		assertThat(echo.awaitLine("echo: .*")).isEqualTo("echo: 1");
		assertThat(echo.awaitLine("echo: .*")).isEqualTo("echo: 2");
	}

	@Test
	void signalsDoWhatTheySay(ForkedRingProcesses processes) {
		ForkedRingProcess killed = echo(processes);
		killed.kill();
		assertThat(killed.awaitExit()).isEqualTo(KILLED);
		ForkedRingProcess terminated = echo(processes);
		terminated.awaitLine("variable: .*");
		terminated.terminate();
		assertThat(terminated.awaitExit()).isEqualTo(TERMINATED);
	}

	@Test
	void whenSuspendedItDoesNothingUntilItIsResumed(ForkedRingProcesses processes) throws Exception {
		ForkedRingProcess echo = echo(processes);
		echo.awaitLine("variable: .*");
		echo.suspend();
		echo.await("stopped", () -> Files.readString(Path.of("/proc/" + echo.pid() + "/stat")).contains(") T "));
		echo.say("hello");
		assertThat(echo.output()).doesNotContain("echo: ");
		echo.resume();
		echo.awaitLine("echo: hello");
	}

	@Test
	void whenItEndsWithoutTheLineItsOutputIsShown(ForkedRingProcesses processes) {
		ForkedRingProcess echo = echo(processes);
		echo.say("end");
		assertThatThrownBy(() -> echo.awaitLine("never")).isInstanceOf(AssertionError.class)
			.hasMessageContaining("ended before: line 'never', exit code 7; its output:")
			.hasMessageContaining("variable: set");
	}

	@Test
	void whenItIsLateItsOutputIsShown() {
		try (ForkedRingProcess echo = ForkedRingProcess.java(EchoMain.class)
			.withDeadline(Duration.ofMillis(100))
			.start()) {
			assertThatThrownBy(() -> echo.await("the end of days", () -> {
				throw new IllegalArgumentException("not yet");
			})).isInstanceOf(AssertionError.class)
				.hasMessageContaining("has not come within PT0.1S to: the end of days (last failure: ")
				.hasMessageContaining("not yet");
			assertThatThrownBy(echo::awaitExit).hasMessageContaining("has not ended within PT0.1S");
			echo.handle().destroyForcibly();
			assertThat(echo.awaitExit(Duration.ofSeconds(30))).isEqualTo(KILLED);
		}
	}

	@Test
	void runsProgramsToo(@TempDir Path folder) {
		try (ForkedRingProcess program = ForkedRingProcess.command("ls", "-a").withArguments(folder).start()) {
			assertThat(program.awaitExit()).isZero();
			assertThat(program.lines()).containsExactly(".", "..");
		}
		assertThatIllegalStateException().isThrownBy(() -> ForkedRingProcess.command("ls").withJvmOptions("-Xmx1g"))
			.withMessage("options for a JVM: command=[ls] (expected: a class)");
	}

}
