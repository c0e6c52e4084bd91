package io.mmapring.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Consumer;
import io.mmapring.Producer;
import io.mmapring.Ring;

import static org.assertj.core.api.Assertions.assertThat;

class LsCommandTests {

	@TempDir
	Path parent;

	@Test
	void whenARingIsOpenItSaysInWhichProcess() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").group("journal").group("billing").open();
				Producer producer = ring.producer();
				Consumer consumer = ring.consumer("journal")) {
			TestRings.publish(producer, 5);
			TestRings.take(consumer, 5);
			CliRun run = CliRun.of("ls", "--directory", this.parent);
			assertThat(run.exitCode()).isZero();
			long pid = ProcessHandle.current().pid();
			assertThat(run.out().lines().map((line) -> line.replaceAll(" +", " "))).containsExactly(
					"RING STATE SLOTS SLOT SIZE TAIL LAG SLOWEST GROUP OPEN IN FILE",
					"orders open 32 64 5 5 billing shop(" + pid + ") " + TestRings.file(this.parent, "orders"));
		}
	}

	@Test
	void whenNobodyHasItOpenItIsListedAllTheSame() throws Exception {
		TestRings.ring(this.parent, "orders").open().close();
		JsonNode ring = CliRun.of("ls", this.parent, "--json").json().at("/rings/0");
		assertThat(ring.get("ring").textValue()).isEqualTo("orders");
		assertThat(ring.get("state").textValue()).isEqualTo("not open");
		assertThat(ring.get("problem").isNull()).isTrue();
		assertThat(ring.get("slots").intValue()).isEqualTo(TestRings.SLOTS);
		assertThat(ring.get("openIn")).isEmpty();
	}

	@Test
	void whatIsNoSoundRingIsListedAsWhatItIs() throws Exception {
		for (String name : new String[] { "cut", "foreign", "marked", "newer" }) {
			TestRings.ring(this.parent, name).open().close();
		}
		TestRings.cut(TestRings.file(this.parent, "cut"), 100_000);
		Files.writeString(TestRings.file(this.parent, "foreign"), "something else ".repeat(1000));
		TestRings.patch(TestRings.file(this.parent, "marked"), 4608, 4711 << 8 | 2);
		TestRings.patch(TestRings.file(this.parent, "newer"), 8, 2);
		Files.createDirectory(this.parent.resolve("nothing"));
		CliRun run = CliRun.of("ls", "-d", this.parent);
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.out().lines().map((line) -> line.replaceAll("  +.*", ""))).containsSequence("RING", "cut",
				"foreign", "marked", "newer", "nothing");
		assertThat(run.out()).contains("cut      wrong size", "foreign  foreign", "marked   damaged",
				"newer    other version", "nothing  none", "cut: size=100000 (expected: ", "foreign: magic=somethin",
				"marked: it was marked as damaged by process 4711", "newer: majorVersion=2 (expected: 1)",
				"nothing: there is no ring file");
	}

	@Test
	void whenTheDirectoryDoesNotExistItCannotLook() throws Exception {
		CliRun run = CliRun.of("ls", "-d", this.parent.resolve("none"));
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.err()).startsWith("ring: ").contains("none");
		assertThat(run.out()).isEmpty();
	}

	@Test
	void nothingIsWritten() throws Exception {
		TestRings.ring(this.parent, "orders").open().close();
		Path file = TestRings.file(this.parent, "orders");
		byte[] before = Files.readAllBytes(file);
		try (var files = Files.list(file.getParent())) {
			assertThat(CliRun.of("ls", file.getParent()).exitCode()).isZero();
			long there = files.count();
			try (var after = Files.list(file.getParent())) {
				assertThat(after.count()).isEqualTo(there);
			}
		}
		assertThat(Files.readAllBytes(file)).isEqualTo(before);
	}

}
