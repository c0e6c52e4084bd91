package io.mmapring.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Await;
import io.mmapring.ChildJvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for participants of several pid namespaces, such as containers that share a
 * volume.
 */
class NamespacesTests {

	private static final List<String> NEW_NAMESPACE = List.of("unshare", "--pid", "--fork", "--mount-proc");

	private static final List<String> NEW_NAMESPACE_OLD_PROC = List.of("unshare", "--pid", "--fork");

	@TempDir
	Path directory;

	private TestRing ring;

	@BeforeEach
	void setUp() throws Exception {
		this.ring = TestRing.in(this.directory);
		assumeThat(mayUnshare()).as("this user may make pid namespaces (%s)", String.join(" ", NEW_NAMESPACE)).isTrue();
	}

	@Test
	void whenProcessOfOtherNamespaceIsKilledItIsDeadInTime() throws Exception {
		try (ChildJvm child = ChildJvm.startUnder(NEW_NAMESPACE, ParticipantMain.class, this.directory, "orders")) {
			int id = Integer.parseInt(child.line());
			assertThat(child.ask("pid")).isEqualTo("1");
			assertThat(child.ask("namespace")).isNotEqualTo(Long.toString(ProcessIdentity.current().pidNamespace()));
			Liveness liveness = this.ring.liveness();
			assertThat(liveness.isDead(id)).isFalse();
			child.kill();
			Await.until(() -> liveness.isDead(id), () -> this.ring.participants().info(id));
		}
	}

	@Test
	void whenProcessOfOtherNamespaceIsStoppedItIsNeverDead() throws Exception {
		try (ChildJvm child = ChildJvm.startUnder(NEW_NAMESPACE, ParticipantMain.class, this.directory, "orders")) {
			int id = Integer.parseInt(child.line());
			long pid = child.handle().descendants().findFirst().orElseThrow().pid();
			ChildJvm.signal("STOP", pid);
			Liveness liveness = this.ring.liveness();
			long heartbeat = this.ring.participants().heartbeat(id);
			long startNs = System.nanoTime();
			Await.until(() -> {
				assertThat(liveness.isDead(id)).isFalse();
				return System.nanoTime() - startNs > Duration.ofSeconds(4).toNanos();
			}, () -> id);
			assertThat(this.ring.participants().heartbeat(id)).isLessThanOrEqualTo(heartbeat + 1);
			ChildJvm.signal("CONT", pid);
			assertThat(child.ask("holds")).isEqualTo("true");
		}
	}

	@Test
	void whenProcOfOldNamespaceIsMountedItsNumbersAreNotBelieved() throws Exception {
		try (ChildJvm child = ChildJvm.startUnder(NEW_NAMESPACE_OLD_PROC, ParticipantMain.class, this.directory,
				"orders")) {
			assertThat(child.line()).isEqualTo("1");
			long namespace = Long.parseLong(child.ask("namespace"));
			assertThat(namespace).isNotEqualTo(ProcessIdentity.current().pidNamespace());
			assertThat(child.ask("holds")).isEqualTo("true");
			Files.createFile(this.ring.lockFile(2));
			// gone in its own namespace, if only it could see it
			this.ring.participants().attaching(2, new ProcessIdentity(Integer.MAX_VALUE, 1, namespace), "gone", 1);
			this.ring.participants().live(2);
			assertThat(child.ask("is-dead 2")).isEqualTo("false");
			Await.until(() -> child.ask("is-dead 2").equals("true"), () -> this.ring.participants().all());
		}
	}

	private static boolean mayUnshare() throws IOException, InterruptedException {
		try {
			return new ProcessBuilder(NEW_NAMESPACE.get(0), "--pid", "--fork", "--mount-proc", "true").start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
