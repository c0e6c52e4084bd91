package io.mmapring.sample;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a producer that comes back goes on.
 */
class SentFileTests {

	@TempDir
	Path folder;

	@Test
	void whenTheProducerComesBackItGoesOnBehindWhatItSent() throws Exception {
		try (SentFile file = open(7)) {
			assertThat(file.next()).isZero();
			file.next(9);
			file.next(10);
		}
		try (SentFile file = open(7)) {
			assertThat(file.next()).isEqualTo(10);
		}
	}

	@Test
	void whenTheReplayIsAnotherItBegins() throws Exception {
		try (SentFile file = open(7)) {
			file.next(10);
		}
		try (SentFile file = open(8)) {
			assertThat(file.next()).isZero();
		}
	}

	private SentFile open(long replay) throws Exception {
		return new SentFile(this.folder.resolve("output/sent.txt"), replay);
	}

}
