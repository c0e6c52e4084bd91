package io.mmapring.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.error.RingFormatException;
import io.mmapring.error.RingMissingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RingFileViewTests {

	@TempDir
	Path parent;

	private RingFile file;

	@BeforeEach
	void create() {
		this.file = RingFiles.create(this.parent);
	}

	@Test
	void itSeesWhatIsStoredAndCannotStore() {
		RingFileView view = RingFileView.open(this.file.path());
		this.file.memory().longRelease(RingLayout.FLOOR, 4711);
		assertThat(view.memory().longAcquire(RingLayout.FLOOR)).isEqualTo(4711);
		assertThat(view.header()).isEqualTo(this.file.header());
		assertThatExceptionOfType(ReadOnlyBufferException.class)
			.isThrownBy(() -> view.memory().longOpaque(RingLayout.FLOOR, 0));
		assertThatExceptionOfType(ReadOnlyBufferException.class)
			.isThrownBy(() -> view.memory().longCompareAndSet(RingLayout.FLOOR, 4711, 0));
		assertThat(view.problem()).isNull();
	}

	@Test
	void aMarkedOneCanBeLookedAtAndSaysWhy() {
		RingState.mark(this.file.memory(), RingState.EVENT);
		assertThat(RingFileView.open(this.file.path()).mark()).isEqualTo(
				"it was marked as damaged by process %d: an event had an impossible length",
				ProcessHandle.current().pid());
	}

	@Test
	void oneOfAnotherBootCanBeLookedAt() throws IOException {
		RingFileView now = RingFileView.open(this.file.path());
		assertThat(now.isOfAnotherBoot()).isFalse();
		Path other = this.parent.resolve("other");
		RingFiles.createWithHeader(other, (page) -> page.putLong(RingHeader.BOOT_ID, 4711));
		assertThat(RingFileView.open(RingFiles.spec(other).path()).isOfAnotherBoot()).isTrue();
	}

	@Test
	void whatBecomesOfTheFileIsNoticed() throws IOException {
		RingFileView view = RingFileView.open(this.file.path());
		try (RandomAccessFile access = new RandomAccessFile(this.file.path().toFile(), "rw")) {
			access.setLength(5000);
		}
		assertThat(view.problem()).isEqualTo("size=5000 (expected: %d): %s was cut or extended",
				view.layout().fileSizeBytes(), view.path());
		Path copy = Files.copy(this.file.path(), this.parent.resolve("copy"));
		Files.move(copy, this.file.path(), StandardCopyOption.REPLACE_EXISTING);
		assertThat(view.problem()).endsWith(view.path() + " was replaced by another");
		Files.delete(this.file.path());
		assertThat(view.problem()).isEqualTo("file=none (expected: %s): it was removed", view.path());
	}

	@Test
	void whatIsNoRingFileIsRefused() throws IOException {
		Path none = this.parent.resolve("none");
		assertThatExceptionOfType(RingMissingException.class).isThrownBy(() -> RingFileView.open(none));
		Path small = Files.writeString(this.parent.resolve("small"), "MMAPRING");
		assertThatExceptionOfType(RingFormatException.class).isThrownBy(() -> RingFileView.open(small))
			.withMessageContaining("size=8 (expected: at least 4096)");
		assertThatExceptionOfType(RingFormatException.class).isThrownBy(() -> RingFileView.open(this.parent))
			.withMessageContaining("kind=a directory (expected: a regular file)");
	}

}
