package io.mmapring.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.ChildJvm;
import io.mmapring.error.RingAccessException;
import io.mmapring.error.RingFormatException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Ring files between real processes. */
@Timeout(120)
class RingFileProcessTests {

	@TempDir
	Path parent;

	private Path directory() {
		return RingFiles.spec(this.parent).directory();
	}

	@RepeatedTest(3)
	void whenProcessesCreateAtOnceThereIsOneRing() throws IOException {
		List<ChildJvm> children = new ArrayList<>();
		try {
			for (int i = 0; i < 8; i++) {
				children.add(ChildJvm.start(RingFileMain.class, this.parent));
			}
			for (ChildJvm child : children) {
				assertThat(child.line()).isEqualTo("ready");
			}
			for (ChildJvm child : children) {
				child.say("go");
			}
			Set<String> rings = new TreeSet<>();
			for (ChildJvm child : children) {
				rings.add(child.line());
			}
			RingHeader header = RingFile.open(RingFiles.spec(this.parent)).header();
			assertThat(rings).containsExactly(header.ringId() + " by " + header.creatorPid());
			assertThat(children).extracting(ChildJvm::pid).contains(header.creatorPid());
			assertThat(RingFiles.namesIn(directory())).containsExactly("admin.lock", "ring.dat");
		}
		finally {
			children.forEach(ChildJvm::close);
		}
	}

	@Test
	void whenTheCreatorIsKilledTheNextOneStartsAnew() throws IOException {
		try (ChildJvm creator = ChildJvm.start(RingFileMain.class, this.parent, "stuck")) {
			creator.say("go");
			assertThat(creator.line()).isEqualTo("ready");
			assertThat(creator.line()).isEqualTo("creating");
			creator.kill();
			assertThat(RingFiles.namesIn(directory())).hasSize(2)
				.anySatisfy((name) -> assertThat(name).startsWith("ring.dat.tmp-"));
		}
		RingFile file = RingFiles.openOrCreate(this.parent);
		assertThat(file.header().creatorPid()).isEqualTo(ProcessHandle.current().pid());
		assertThat(RingFiles.namesIn(directory())).containsExactly("admin.lock", "ring.dat");
	}

	@Test
	void whenTheUserMayNotTheErrorSaysWhoMay() throws IOException {
		boolean root = FilePermissions.me().getName().equals("root");
		RingFiles.create(this.parent);
		if (!root) {
			Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("---------"));
		}
		List<String> asNobody = root ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
				: List.of();
		try (ChildJvm child = ChildJvm.startUnder(asNobody, RingFileMain.class, this.parent)) {
			child.say("go");
			assertThat(child.line()).isEqualTo("ready");
			Path wall = root ? this.parent : directory();
			assertThat(child.line()).startsWith(RingAccessException.class.getName() + ": cannot use " + wall
					+ " for a ring: owner=" + FilePermissions.me().getName() + ", mode="
					+ (root ? "rwx------" : "---------") + " (expected: read and write access to " + directory());
		}
		finally {
			Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwx------"));
		}
	}

	@Test
	void whenAProcessIsAttachedAFileOfAnotherBootIsNotDiscarded() throws IOException {
		RingFiles.createWithHeader(this.parent, (page) -> page.putLong(RingHeader.BOOT_ID, 4711));
		Path lock = directory().resolve("p-001.lock");
		try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			channel.lock();
			try (ChildJvm child = ChildJvm.start(RingFileMain.class, this.parent)) {
				child.say("go");
				assertThat(child.line()).isEqualTo("ready");
				assertThat(child.line()).startsWith(RingFormatException.class.getName())
					.contains("bootId=another, and " + lock + " is held");
			}
		}
		assertThat(RingFiles.namesIn(directory())).containsExactly("admin.lock", "p-001.lock", "ring.dat");
		assertThat(RingFiles.openOrCreate(this.parent).header().bootId()).isEqualTo(RingHeader.currentBoot());
	}

	@Test
	void aRefusalOfTheSystemIsToldWithOwnerAndMode() throws IOException {
		Path file = RingFiles.create(this.parent).path();
		RingAccessException ex = FilePermissions.denied(file, new IOException("denied"));
		assertThat(ex).hasMessage(
				"cannot use %s for a ring: owner=%s, mode=rw------- (expected: read and write access to %1$s for user %2$s); run as its owner, give the ring's group access in all processes, or choose another directory"
					.formatted(file, FilePermissions.me().getName()))
			.hasRootCauseMessage("denied");
		assertThat(ex.owner()).isEqualTo(FilePermissions.me().getName());
		assertThat(ex.mode()).isEqualTo("rw-------");
		assertThat(ex.path()).isEqualTo(file);
		assertThatExceptionOfType(RingAccessException.class).isThrownBy(() -> {
			throw FilePermissions.denied(file.resolve("none/deeper"), new IOException("denied"));
		}).satisfies((denied) -> assertThat(denied.path()).isEqualTo(file));
	}

}
