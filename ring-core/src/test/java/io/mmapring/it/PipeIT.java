package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.ChildJvm;
import io.mmapring.Ring;
import io.mmapring.stream.RingInputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * A file through a ring, from one process to another.
 */
class PipeIT {

	private static final int FILE_BYTES = 48 * 1024 * 1024 + 17;

	@TempDir
	Path directory;

	static Ring ring(Path directory) {
		return Ring.builder("pipe").directory(directory).slots(512).slotSizeBytes(4096).group("copies").open();
	}

	@Test
	void whenAFileIsPipedThenItArrivesWithTheSameChecksum() throws IOException {
		Path file = file(FILE_BYTES);
		try (Ring ring = ring(this.directory);
				RingInputStream in = RingInputStream.open(ring, "copies");
				ChildJvm writer = ChildJvm.startFast(PipeWriterMain.class, this.directory, file)) {
			CRC32C read = new CRC32C();
			long count = 0;
			byte[] part = new byte[100_000];
			for (int length = in.read(part); length >= 0; length = in.read(part)) {
				read.update(part, 0, length);
				count += length;
			}
			assertThat(writer.line()).isEqualTo("written");
			CRC32C written = new CRC32C();
			written.update(Files.readAllBytes(file));
			assertThat(count).isEqualTo(FILE_BYTES);
			assertThat(read.getValue()).isEqualTo(written.getValue());
		}
	}

	@Test
	void whenTheWriterIsKilledThenTheReaderGetsAllItSentAndThenAnError() throws IOException {
		Path file = file(300_000);
		try (Ring ring = ring(this.directory);
				RingInputStream in = RingInputStream.open(ring, "copies");
				ChildJvm writer = ChildJvm.start(PipeWriterMain.class, this.directory, file, 200_000)) {
			byte[] sent = in.readNBytes(200_000);
			assertThat(sent).isEqualTo(Arrays.copyOf(Files.readAllBytes(file), 200_000));
			assertThatIOException().isThrownBy(in::read)
				.withMessage(
						"the stream from ring 'pipe' has no end: its writer, process %d, is gone without closing it",
						writer.pid());
		}
	}

	private Path file(int length) throws IOException {
		byte[] bytes = new byte[length];
		new Random(4711).nextBytes(bytes);
		return Files.write(this.directory.resolve("file"), bytes);
	}

}
