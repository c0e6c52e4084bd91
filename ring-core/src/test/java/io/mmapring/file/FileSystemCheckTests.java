package io.mmapring.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.Ring;
import io.mmapring.error.RingFormatException;
import io.mmapring.file.FileSystemCheck.TypeReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** Tests for {@link FileSystemCheck}. */
class FileSystemCheckTests {

	@TempDir
	Path parent;

	@ParameterizedTest
	@ValueSource(strings = { "nfs", "nfs4", "NFS", "cifs", "smb3", "9p", "fuse", "fuse.sshfs", "fuse.glusterfs",
			"virtiofs", "ceph", "lustre" })
	void aRingIsNeitherMadeNorOpenedWhereMemoryIsNotShared(String type) {
		RingFileSpec spec = RingFiles.spec(this.parent).withFileSystems(new FileSystemCheck((directory) -> type));
		RingFiles.create(this.parent);
		assertThatExceptionOfType(RingFormatException.class).isThrownBy(() -> RingFile.open(spec))
			.withMessage(
					"cannot open ring %s: fileSystem=%s (expected: one of this machine alone, such as tmpfs, ext4 or xfs); choose another directory, for example in /dev/shm; if no other machine uses this one and its files can be mapped, say allowNetworkFileSystem",
					spec.directory(), type.toLowerCase(Locale.ROOT))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("fileSystem"));
		RingFileSpec other = RingFileSpec.of(this.parent.resolve("new"), RingFiles.NAME)
			.withFileSystems(new FileSystemCheck((directory) -> type));
		assertThatExceptionOfType(RingFormatException.class).isThrownBy(() -> create(other));
		assertThat(other.path()).doesNotExist();
		RingFile.open(spec.withFileSystems(FileSystemCheck.NONE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tmpfs", "ext4", "xfs", "btrfs", "zfs", "overlay", "fuseblk", "fuse.fuse-overlayfs", "" })
	void allOthersAreAccepted(String type) {
		RingFileSpec spec = RingFiles.spec(this.parent).withFileSystems(new FileSystemCheck((directory) -> type));
		assertThatNoException().isThrownBy(() -> create(spec));
	}

	@Test
	void oneThatCannotBeFoundOutIsAccepted() {
		TypeReader failing = (directory) -> {
			throw new IOException("Mount point not found");
		};
		RingFileSpec spec = RingFiles.spec(this.parent).withFileSystems(new FileSystemCheck(failing));
		assertThatNoException().isThrownBy(() -> create(spec));
	}

	@Test
	void theDirectoryOfTheRingIsLookedAt() throws IOException {
		Path[] seen = new Path[1];
		RingFileSpec spec = RingFiles.spec(this.parent).withFileSystems(new FileSystemCheck((directory) -> {
			seen[0] = directory;
			return Files.getFileStore(directory).type();
		}));
		create(spec);
		assertThat(seen[0]).isEqualTo(spec.directory());
	}

	@Test
	void aRingMayBeOpenedWhereverItIsIfThatIsAllowed() {
		try (Ring ring = Ring.builder("orders").directory(this.parent).allowNetworkFileSystem(true).open()) {
			assertThat(ring.failure()).isNull();
		}
	}

	private static RingFile create(RingFileSpec spec) {
		return RingFile.create(spec, RingFiles.SMALL, (memory) -> {
		});
	}

}
