package io.mmapring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.error.RingFailedException;
import io.mmapring.file.RingLayout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is done to the file while a ring is open. */
class WatchTests {

	@TempDir
	Path directory;

	private Ring ring;

	private Producer producer;

	private Consumer consumer;

	@BeforeEach
	void open() {
		this.ring = Ring.builder("orders").directory(this.directory).group("g").open();
		this.producer = this.ring.producer();
		this.consumer = this.ring.consumer("g");
	}

	@AfterEach
	void close() {
		this.ring.close();
	}

	@Test
	void whenTheFileIsRemovedAllUseStops() throws IOException {
		Files.delete(this.ring.path());
		assertStops("it was removed");
	}

	@Test
	void whenTheFileIsReplacedAllUseStops() throws IOException {
		Path copy = this.directory.resolve("copy");
		Files.copy(this.ring.path(), copy);
		Files.delete(this.ring.path());
		Files.move(copy, this.ring.path());
		assertStops("was replaced by another");
	}

	@Test
	void whenTheFileIsExtendedAllUseStops() throws IOException {
		try (FileChannel channel = FileChannel.open(this.ring.path(), StandardOpenOption.WRITE,
				StandardOpenOption.APPEND)) {
			channel.write(ByteBuffer.allocate(1));
		}
		assertStops("was cut or extended");
	}

	@Test
	void whenOthersTookThisProcessForDeadAllUseStops() {
		this.ring.memory()
			.longRelease(RingLayout.participant(this.ring.participant()) + RingLayout.PARTICIPANT_STATE, 0);
		assertStops("they took this process for dead");
	}

	private void assertStops(String reason) {
		Await.until(() -> this.ring.failure() != null, this.ring::snapshot);
		assertThat(this.ring.failure()).contains(reason).contains("expected: ");
		assertThatExceptionOfType(RingFailedException.class).isThrownBy(() -> this.producer.tryClaim(1))
			.withMessageContaining("ring 'orders' can no longer be used")
			.withMessageContaining(reason);
		assertThatExceptionOfType(RingFailedException.class).isThrownBy(() -> this.consumer.poll(new Taken(), 1))
			.withMessageContaining(reason);
	}

}
