package io.mmapring.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Ring;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A ring of somebody else: for root another user is made up, everybody else shuts himself
 * out.
 */
class OtherUserIT {

	@TempDir
	Path parent;

	/** Where another user may read. */
	private Path jar = Path.of("");

	private final boolean root = System.getProperty("user.name").equals("root");

	@BeforeEach
	void copyJar() throws IOException {
		Path directory = Files.createTempDirectory("ring-cli");
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		this.jar = directory.resolve("ring-cli.jar");
		Files.copy(Path.of(System.getProperty("ring.cli.jar")), this.jar);
		Files.setPosixFilePermissions(this.jar, PosixFilePermissions.fromString("rw-r--r--"));
	}

	@AfterEach
	void removeJar() throws IOException {
		Files.delete(this.jar);
		Files.delete(Objects.requireNonNull(this.jar.getParent()));
	}

	@Test
	void eachCommandSaysWhoMayAndTouchesNothing() throws Exception {
		try (Ring ring = TestRings.ring(this.parent, "orders").group("journal").open()) {
			Path directory = this.parent.resolve("orders");
			if (!this.root) {
				Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("---------"));
			}
			try {
				for (String command : List.of("groups", "doctor")) {
					List<String> lines = run(command, ring.path().toString());
					assertThat(lines).as(command).hasSize(2);
					assertThat(lines.get(0)).startsWith("ring: cannot use ")
						.contains("owner=" + System.getProperty("user.name"),
								"(expected: read access to " + ring.path(), "run as its owner");
					assertThat(lines.get(1)).isEqualTo("exit code 2");
				}
				assertThat(run("ls", this.parent.toString()).toString()).containsAnyOf("no access", "cannot look");
			}
			finally {
				Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
			}
			assertThat(ring.failure()).isNull();
		}
	}

	private List<String> run(String... arguments) throws Exception {
		List<String> command = new ArrayList<>();
		if (this.root) {
			command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
		}
		command.addAll(List.of(RingProcess.java(), "-jar", this.jar.toString()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		List<String> lines = new ArrayList<>(
				new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList());
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		lines.add("exit code " + process.exitValue());
		return lines;
	}

}
