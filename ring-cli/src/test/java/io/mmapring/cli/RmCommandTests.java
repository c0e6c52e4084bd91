package io.mmapring.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Producer;
import io.mmapring.Ring;

import static org.assertj.core.api.Assertions.assertThat;

class RmCommandTests {

	@TempDir
	Path parent;

	private CliRun rm(Object... more) {
		Object[] arguments = new Object[4 + more.length];
		System.arraycopy(new Object[] { "rm", "-d", this.parent, "orders" }, 0, arguments, 0, 4);
		System.arraycopy(more, 0, arguments, 4, more.length);
		return CliRun.of(arguments);
	}

	@Test
	void whileSomebodyHasItOpenItIsRefused() {
		try (Ring ring = TestRings.ring(this.parent, "orders").open()) {
			CliRun run = rm();
			assertThat(run.exitCode()).isEqualTo(1);
			assertThat(run.out())
				.startsWith("ring 'orders' was not removed: process " + ProcessHandle.current().pid()
						+ " (application 'shop', participant 1, since ")
				.contains("has it open; end it first");
			assertThat(ring.failure()).isNull();
			assertThat(ring.path()).exists();
			JsonNode json = rm("--json").json();
			assertThat(json.get("removed").booleanValue()).isFalse();
			assertThat(json.get("refused").textValue()).contains("has it open");
		}
	}

	@Test
	void whenNobodyHasItOpenItIsGoneWithItsDirectory() {
		try (Ring ring = TestRings.ring(this.parent, "orders").group("journal").open();
				Producer producer = ring.producer()) {
			TestRings.publish(producer, 5);
		}
		CliRun run = rm();
		assertThat(run.exitCode()).isZero();
		assertThat(run.out().lines()).containsExactly("ring 'orders' was removed",
				"lost: group 'journal' had not taken 5 events");
		assertThat(this.parent).isEmptyDirectory();
		TestRings.ring(this.parent, "orders").open().close();
	}

	@Test
	void whatIsNotTheRingsStays() throws IOException {
		TestRings.ring(this.parent, "orders").open().close();
		Path mine = Files.writeString(this.parent.resolve("orders/notes.txt"), "keep");
		CliRun run = rm();
		assertThat(run.exitCode()).isZero();
		assertThat(run.out()).contains("its directory holds other files and stays: " + mine.getParent());
		assertThat(mine.getParent()).isDirectoryContaining((file) -> file.equals(mine));
		try (var files = Files.list(mine.getParent())) {
			assertThat(files).containsExactly(mine);
		}
	}

	@Test
	void aDamagedOneIsRemovedUnlessALockIsHeld() {
		try (Ring ring = TestRings.ring(this.parent, "orders").open()) {
			TestRings.cut(ring.path(), 5000);
			CliRun run = rm();
			assertThat(run.exitCode()).isEqualTo(1);
			assertThat(run.out()).contains("somebody has it open: " + this.parent.resolve("orders/p-001.lock")
					+ " is held by process " + ProcessHandle.current().pid());
		}
		assertThat(rm().exitCode()).isZero();
		assertThat(this.parent).isEmptyDirectory();
	}

	@Test
	void whatIsNoRingIsNotTouched() throws IOException {
		Path directory = Files.createDirectory(this.parent.resolve("orders"));
		Path foreign = Files.writeString(directory.resolve("ring.dat"), "something else ".repeat(1000));
		CliRun run = rm();
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.out()).contains("magic=somethin (expected: MMAPRING)");
		Path copy = Files.writeString(this.parent.resolve("copy.dat"), "x");
		assertThat(CliRun.of("rm", copy).out()).contains("is not a ring in its directory");
		try (var files = Files.list(directory)) {
			assertThat(files).containsExactly(foreign);
		}
		assertThat(CliRun.of("rm", "-d", this.parent, "none").exitCode()).isEqualTo(2);
		assertThat(this.parent.resolve("none")).doesNotExist();
	}

}
