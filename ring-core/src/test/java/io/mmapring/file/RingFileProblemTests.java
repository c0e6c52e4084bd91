package io.mmapring.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

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
		assertThat(this.file.problem()).isEqualTo("size=0 (expected: %d): %s was cut or extended", size,
				this.file.path());
		setSize(size + 1);
		assertThat(this.file.problem()).isEqualTo("size=%d (expected: %d): %s was cut or extended", size + 1, size,
				this.file.path());
	}

	@Test
	void aMarkedFileIsNoticedByAll() {
		RingFile other = RingFile.open(RingFiles.spec(this.parent));
		this.file.memory().longRelease(RingLayout.RING_STATE, 3);
		assertThat(other.problem()).isEqualTo("ringState=3 (expected: 0): %s was marked as unusable", this.file.path());
	}

	private void setSize(long size) throws IOException {
		try (RandomAccessFile access = new RandomAccessFile(this.file.path().toFile(), "rw")) {
			access.setLength(size);
		}
	}

}
