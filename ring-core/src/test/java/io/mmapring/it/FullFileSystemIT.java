package io.mmapring.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.ChildJvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** A real file system of 1 MiB, in a mount namespace of the child's own. */
@Timeout(120)
class FullFileSystemIT {

	@TempDir
	Path directory;

	private static List<String> under(String... command) {
		List<String> all = new ArrayList<>(List.of("unshare", "--map-root-user", "--mount"));
		all.addAll(List.of(command));
		return all;
	}

	@Test
	void aRingOnAFullFileSystemLosesNothingAndAFurtherOneIsRefused() throws Exception {
		assumeThat(new ProcessBuilder(under("true")).start().waitFor())
			.as("exit code of unshare, for which this user may lack the right")
			.isZero();
		String mounted = "mount -t tmpfs -o size=1m tmpfs '" + this.directory + "' && exec \"$0\" \"$@\"";
		try (ChildJvm child = ChildJvm.startUnder(under("bash", "-c", mounted), FullFileSystemMain.class,
				this.directory)) {
			assertThat(child.line()).startsWith("full: ");
			assertThat(child.line()).isEqualTo("free 0");
			assertThat(child.line())
				.startsWith("needed true: cannot create ring " + this.directory.resolve("others/ring.dat")
						+ ": free=0 bytes (expected: ")
				.endsWith(
						" bytes); use fewer or smaller slots, make room, or enlarge the file system (of a container: --shm-size)");
			assertThat(child.line()).isEqualTo("lost 0");
			assertThat(child.line()).isEqualTo("attached as 2, tail 10240");
			assertThat(child.line()).isEqualTo(ChildJvm.END);
			assertThat(child.exit()).isZero();
		}
	}

}
