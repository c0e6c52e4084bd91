package io.mmapring.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Producer;
import io.mmapring.Ring;

import static org.assertj.core.api.Assertions.assertThat;

/** The jar by itself, as a user runs it. */
class JarIT {

	private static final long SEED = 20260501;

	@TempDir
	Path parent;

	private static Process start(Object... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(RingProcess.java(), "-jar", System.getProperty("ring.cli.jar")));
		for (Object argument : arguments) {
			command.add(argument.toString());
		}
		return new ProcessBuilder(command).start();
	}

	private static CliRun end(Process process) throws Exception {
		String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return new CliRun(process.exitValue(), out, err);
	}

	@Test
	void itNeedsNothingElseAndTheJdkHasNothingToSay() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").group("journal").open();
				Producer producer = ring.producer()) {
			TestRings.publish(producer, 5);
			CliRun doctor = end(start("doctor", "-d", this.parent, "orders", "--window=200ms"));
			assertThat(doctor.err()).isEmpty();
			assertThat(doctor.exitCode()).isEqualTo(1);
			assertThat(doctor.out()).contains("problem: GROUP_WITHOUT_CONSUMER");
		}
		CliRun fixed = end(start("doctor", "-d", this.parent, "orders", "--fix", "--window=100ms"));
		assertThat(fixed.err()).isEmpty();
		assertThat(fixed.exitCode()).isZero();
		assertThat(end(start("--version")).out()).startsWith("ring ").doesNotContain("no version");
	}

	@Test
	void onDamagedFilesTheProcessEndsInOrder() throws Exception {
		TestRings.ring(this.parent, "orders").group("journal").open().close();
		Path file = TestRings.file(this.parent, "orders");
		byte[] sound = Files.readAllBytes(file);
		Random random = new Random(SEED);
		for (int number = 0; number < 4; number++) {
			byte[] damaged = Arrays.copyOf(sound, (number % 2 == 0) ? random.nextInt(sound.length) : sound.length);
			for (int i = 0; i < damaged.length / 100; i++) {
				damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
			}
			Files.write(file, damaged);
			CliRun run = end(start("doctor", file, "--window=50ms"));
			assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
			assertThat(run.err()).isEmpty();
			assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
		}
	}

	@Test
	void whenTheFileIsCutMeanwhileItSaysSo() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").group("journal").open();
				Producer producer = ring.producer()) {
			TestRings.publish(producer, 5);
			Process process = start("stat", ring.path(), "--interval=1ms");
			assertThat(process.getInputStream().read()).isEqualTo('2');
			TestRings.cut(ring.path(), 4096);
			CliRun run = end(process);
			assertThat(run.exitCode()).isEqualTo(2);
			assertThat(run.err()).startsWith("ring: ").contains("cut").doesNotContain("\tat ").hasLineCount(1);
		}
	}

}
