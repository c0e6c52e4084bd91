package io.mmapring.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.error.RingFormatException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

class RingFileProblemTests {

	@TempDir
	Path parent;

	private RingFile file;

	@BeforeEach
	void create() {
		this.file = RingFiles.create(this.parent);
		assertThat(this.file.problem()).isNull();
	}

	@Test
	void aRemovedFileIsNoticed() throws IOException {
		Files.delete(this.file.path());
		assertThat(this.file.problem()).isEqualTo("file=none (expected: %s): it was removed", this.file.path());
	}

	@Test
	void aReplacedFileIsNoticed() throws IOException {
		Path copy = this.parent.resolve("copy");
		Files.copy(this.file.path(), copy);
		Files.move(copy, this.file.path(), StandardCopyOption.REPLACE_EXISTING);
		assertThat(this.file.problem()).isEqualTo("file=%s (expected: %s): %s was replaced by another",
				RingFile.open(RingFiles.spec(this.parent)).fileKey(), this.file.fileKey(), this.file.path());
	}

	@Test
	void aSymbolicLinkToTheSameFileIsNoticed() throws IOException {
		Path elsewhere = this.parent.resolve("elsewhere");
		Files.move(this.file.path(), elsewhere);
		Files.createSymbolicLink(this.file.path(), elsewhere);
		assertThat(this.file.problem()).endsWith("was replaced by another");
	}

	@Test
	void aCutFileIsNoticedWithoutTouchingItsMemory() throws IOException {
		long size = this.file.layout().fileSizeBytes();
		setSize(0);
		assertThat(this.file.problem())
			.isEqualTo("size=0 (expected: %d): %s was cut, and its events are lost; remove it", size, this.file.path());
		assertThat(this.file.isWhole()).isFalse();
		setSize(size + 1);
		assertThat(this.file.problem()).isEqualTo("size=%d (expected: %d): %s was extended; cut it to that size",
				size + 1, size, this.file.path());
		setSize(size);
		assertThat(this.file.isWhole()).isTrue();
	}

	@Test
	void whenItIsGivenToAnotherGroupOrOwnerItIsNoticed() throws Exception {
		UserPrincipal root = Files.getOwner(Path.of("/"));
		assumeThat(FilePermissions.me()).as("who may give files away").isEqualTo(root);
		String group = Files.readAttributes(this.file.path(), PosixFileAttributes.class).group().getName();
		Files.setAttribute(this.file.path(), "unix:uid", 65534);
		assertThat(this.file.problem()).isEqualTo(
				"owner=%s:%s (expected: %s:%2$s): %s was given to another; give it back",
				Files.getOwner(this.file.path()).getName(), group, root.getName(), this.file.path());
		Files.setOwner(this.file.path(), root);
		assertThat(this.file.problem()).isNull();
		Files.setAttribute(this.file.path(), "unix:gid", 65534);
		assertThat(this.file.problem()).startsWith("owner=").contains(":" + group + ")");
	}

	@Test
	void whenItsPermissionsAreChangedItIsNoticed() throws IOException {
		Files.setPosixFilePermissions(this.file.path(), PosixFilePermissions.fromString("rw-rw-rw-"));
		assertThat(this.file.problem()).isEqualTo(
				"mode=rw-rw-rw- (expected: rw-------): the permissions of %s were changed; change them back",
				this.file.path());
		Files.setPosixFilePermissions(this.file.path(), PosixFilePermissions.fromString("rw-------"));
		assertThat(this.file.problem()).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { RingHeader.MAGIC, RingHeader.SLOTS, RingHeader.RING_ID, RingHeader.CRC })
	void whenItsHeaderIsOverwrittenItIsNoticedAndMarked(int offset) {
		this.file.memory().intPlain(offset, 4711);
		assertThat(this.file.problem()).startsWith("crc=")
			.endsWith("the header of " + this.file.path() + " was overwritten; remove it");
		long mark = this.file.memory().longAcquire(RingLayout.RING_STATE);
		assertThat(mark).isEqualTo(RingState.of(RingState.HEADER, ProcessHandle.current().pid()));
	}

	@Test
	void aMarkedFileIsNoticedByAll() {
		RingFile other = RingFile.open(RingFiles.spec(this.parent));
		RingState.mark(this.file.memory(), RingState.EVENT);
		RingState.mark(other.memory(), RingState.POSITION);
		long pid = ProcessHandle.current().pid();
		assertThat(other.problem()).isEqualTo(
				"ringState=%x (expected: 0): %s: it was marked as damaged by process %d: an event had an impossible length; remove it",
				RingState.of(RingState.EVENT, pid), this.file.path(), pid);
	}

	@Test
	void aMarkedFileIsNotOpened() {
		RingState.mark(this.file.memory(), RingState.POSITION);
		assertThatExceptionOfType(RingFormatException.class)
			.isThrownBy(() -> RingFile.open(RingFiles.spec(this.parent)))
			.withMessage(
					"cannot open ring %s: ringState=%x (expected: 0); it was marked as damaged by process %d: a group was beyond the tail; remove it while no process has it open",
					this.file.path(), RingState.of(RingState.POSITION, ProcessHandle.current().pid()),
					ProcessHandle.current().pid());
		assertThatExceptionOfType(RingFormatException.class).isThrownBy(() -> RingFiles.openOrCreate(this.parent));
	}

	@Test
	void aMarkOfALaterVersionIsToldToo() {
		assertThat(RingState.toString(RingState.of(200, 7)))
			.isEqualTo("it was marked as damaged by process 7: an unknown reason");
	}

	private void setSize(long size) throws IOException {
		try (RandomAccessFile access = new RandomAccessFile(this.file.path().toFile(), "rw")) {
			access.setLength(size);
		}
	}

}
