package io.mmapring.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcFiles}, on files written by hand.
 */
class ProcFilesTests {

	private static final String STAT = "%d (%s) %s 1 1 1 0 -1 4194304 1 0 0 0 0 0 0 0 20 0 %d 0 %d 1 1\n";

	@TempDir
	Path root;

	private ProcFiles files;

	@BeforeEach
	void setUp() throws IOException {
		this.files = new ProcFiles(this.root);
		namespaces("4711");
		mount("rw");
	}

	@Test
	void whenNameHoldsParenthesesTheStartTimeIsFound() throws IOException {
		stat(7, "a) R 1 (b) 2", "S", 4, 1234);
		assertThat(this.files.stateOf(7, 1234)).isEqualTo(ProcessState.ALIVE);
		assertThat(this.files.stateOf(7, 1235)).isEqualTo(ProcessState.OTHER);
	}

	@Test
	void whenStoppedProcessIsAlive() throws IOException {
		stat(7, "java", "T", 4, 1234);
		assertThat(this.files.stateOf(7, 1234)).isEqualTo(ProcessState.ALIVE);
	}

	@Test
	void aStoppedProcessIsKnown() throws IOException {
		stat(7, "java", "T", 4, 1234);
		assertThat(this.files.isStopped(7)).isTrue();
		stat(7, "java", "t", 4, 1234);
		assertThat(this.files.isStopped(7)).as("by a debugger").isTrue();
		stat(7, "java", "S", 4, 1234);
		assertThat(this.files.isStopped(7)).isFalse();
		assertThat(this.files.isStopped(8)).as("nobody").isFalse();
	}

	@Test
	void whetherAFileIsMappedIsToldByItsInodeOrPath() throws IOException {
		Path file = Files.writeString(this.root.resolve("ring.dat"), "x");
		stat(7, "java", "S", 4, 1234);
		Path maps = this.root.resolve("7/maps");
		assertThat(this.files.hasMapped(7, file)).isEqualTo(ProcFiles.Mapped.UNKNOWN);
		Files.writeString(maps, "");
		assertThat(this.files.hasMapped(7, file)).as("it is ending").isEqualTo(ProcFiles.Mapped.UNKNOWN);
		String line = "7f00-7f01 %s 00000000 00:2d %s                      %s%n";
		Files.writeString(maps, line.formatted("rw-s", "1", "/elsewhere/ring.dat"));
		assertThat(this.files.hasMapped(7, file)).isEqualTo(ProcFiles.Mapped.NO);
		Files.writeString(maps, line.formatted("r--s", "1", file));
		assertThat(this.files.hasMapped(7, file)).as("it only looks").isEqualTo(ProcFiles.Mapped.NO);
		Files.writeString(maps, line.formatted("rw-s", "1", file + " (deleted)"));
		assertThat(this.files.hasMapped(7, file)).as("the former file").isEqualTo(ProcFiles.Mapped.NO);
		Files.writeString(maps, line.formatted("rw-s", "1", file));
		assertThat(this.files.hasMapped(7, file)).isEqualTo(ProcFiles.Mapped.YES);
		Files.writeString(maps,
				line.formatted("rw-s", Files.getAttribute(file, "unix:ino"), "/another/name/of/ring.dat"));
		assertThat(this.files.hasMapped(7, file)).isEqualTo(ProcFiles.Mapped.YES);
	}

	@Test
	void whenEndedProcessIsZombie() throws IOException {
		stat(7, "java", "Z", 1, 1234);
		assertThat(this.files.stateOf(7, 1234)).isEqualTo(ProcessState.ZOMBIE);
		stat(7, "java", "X", 0, 1234);
		assertThat(this.files.stateOf(7, 1234)).isEqualTo(ProcessState.ZOMBIE);
	}

	@Test
	void whenOnlyFirstThreadEndedProcessIsAlive() throws IOException {
		stat(7, "java", "Z", 4, 1234);
		assertThat(this.files.stateOf(7, 1234)).isEqualTo(ProcessState.ALIVE);
	}

	@Test
	void whenNotListedProcessIsGone() {
		assertThat(this.files.stateOf(7, 1234)).isEqualTo(ProcessState.GONE);
	}

	@Test
	void whenListedButUnreadableProcessIsInvisible() throws IOException {
		Files.createDirectory(this.root.resolve("7"));
		assertThat(this.files.stateOf(7, 1234)).isEqualTo(ProcessState.INVISIBLE);
	}

	@Test
	void whenProcessesAreHiddenNotListedMeansNothing() throws IOException {
		stat(8, "java", "S", 4, 1234);
		for (String hidden : new String[] { "rw,hidepid=1", "rw,gid=4,hidepid=2", "rw,hidepid=invisible" }) {
			mount(hidden);
			assertThat(this.files.stateOf(7, 1234)).as(hidden).isEqualTo(ProcessState.INVISIBLE);
			assertThat(this.files.stateOf(8, 1)).as(hidden).isEqualTo(ProcessState.OTHER);
		}
		mount("rw,hidepid=off");
		assertThat(this.files.stateOf(7, 1234)).isEqualTo(ProcessState.GONE);
		Files.delete(this.root.resolve("self/mountinfo"));
		assertThat(this.files.stateOf(7, 1234)).isEqualTo(ProcessState.INVISIBLE);
	}

	@Test
	void whenMountIsOfAnotherNamespaceNothingIsVisible() throws IOException {
		stat(7, "java", "Z", 1, 1234);
		namespaces("4711\t5");
		assertThat(this.files.stateOf(7, 1234)).isEqualTo(ProcessState.INVISIBLE);
		assertThat(this.files.stateOf(8, 1234)).isEqualTo(ProcessState.INVISIBLE);
		Files.delete(this.root.resolve("self/status"));
		assertThat(this.files.stateOf(7, 1234)).isEqualTo(ProcessState.INVISIBLE);
	}

	@Test
	void ownIdentityIsThatOfTheKernel() throws IOException {
		ProcessIdentity me = ProcessIdentity.current();
		assertThat(me.pid()).isEqualTo(ProcessHandle.current().pid());
		assertThat(Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))).hasToString("pid:[" + me.pidNamespace() + "]");
		assertThat(me.stateOf(me)).isEqualTo(ProcessState.ALIVE);
		assertThat(me.stateOf(new ProcessIdentity(me.pid(), me.startTime() + 1, me.pidNamespace())))
			.isEqualTo(ProcessState.OTHER);
		assertThat(me.stateOf(new ProcessIdentity(me.pid(), me.startTime(), me.pidNamespace() + 1)))
			.isEqualTo(ProcessState.INVISIBLE);
		assertThat(me.stateOf(new ProcessIdentity(Integer.MAX_VALUE, 1, me.pidNamespace())))
			.isEqualTo(ProcessState.GONE);
	}

	private void stat(int pid, String name, String state, int threads, long startTime) throws IOException {
		Files.createDirectories(this.root.resolve(Integer.toString(pid)));
		Files.writeString(this.root.resolve(pid + "/stat"), STAT.formatted(pid, name, state, threads, startTime));
	}

	private void namespaces(String pids) throws IOException {
		Files.createDirectories(this.root.resolve("self"));
		Files.writeString(this.root.resolve("self/status"), "Name:\tjava\nNSpid:\t" + pids + "\nThreads:\t2\n");
	}

	private void mount(String options) throws IOException {
		Files.writeString(this.root.resolve("self/mountinfo"), """
				21 1 8:1 / / rw,relatime - ext4 /dev/root rw
				22 27 0:21 / %s rw,relatime shared:3 - proc proc %s
				""".formatted(this.root, options));
	}

}
