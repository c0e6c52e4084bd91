package io.mmapring.spring.listener;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.spring.ChildJvm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On Java 17 a thread learns at any later moment that it has touched a file that was cut.
 * Wherever that is, its listener ends with the reason, and no other ring is taken for the
 * one that was cut.
 */
class CutRingsIT {

	private static final int RINGS = 12;

	private static final long END_S = 120;

	@TempDir
	Path directory;

	@Test
	void listenersOfRingsThatWereCutSaySoAndTheOthersGoOn() throws Exception {
		Process process = ChildJvm.of(List.of("-Xmx256m"), CutRingsMain.class, this.directory.resolve("rings"), RINGS)
			.redirectOutput(this.directory.resolve("out").toFile())
			.start();
		try {
			assertThat(process.waitFor(END_S, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly().waitFor();
		}
		List<String> said = Files.readAllLines(this.directory.resolve("out"));
		assertThat(said).hasSize(RINGS);
		assertThat(said.subList(0, RINGS / 2)).allSatisfy(
				(line) -> assertThat(line).startsWith("cut").contains("RingFailedException", "size=0 (expected: "));
		assertThat(said.subList(RINGS / 2, RINGS)).containsOnly("whole RUNNING");
		assertThat(process.exitValue()).isZero();
	}

}
