package io.mmapring.stream;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.ConsumerOptions;
import io.mmapring.ProducerOptions;
import io.mmapring.Ring;
import io.mmapring.RingBuilder;
import io.mmapring.codec.RingCodecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link RingOutputStream} and {@link RingInputStream}.
 */
class RingStreamTests {

	@TempDir
	Path directory;

	private Ring ring;

	@BeforeEach
	void open() {
		this.ring = ring().open();
	}

	@AfterEach
	void close() {
		this.ring.close();
	}

	@Test
	void whenBytesAreWrittenThenTheyAreReadUpToTheEnd() throws IOException {
		// tag::stream[]
		try (RingOutputStream out = RingOutputStream.open(this.ring)) {
			out.write("one, ".getBytes(StandardCharsets.UTF_8));
			out.write("two".getBytes(StandardCharsets.UTF_8));
		}
		try (RingInputStream in = RingInputStream.open(this.ring, "copies")) {
			byte[] all = in.readAllBytes();
			// end::stream[]
			assertThat(new String(all, StandardCharsets.UTF_8)).isEqualTo("one, two");
			assertThat(in.read()).isEqualTo(-1);
			assertThat(in.read(new byte[3])).isEqualTo(-1);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 100, 1000, 100_000 })
	void whenPiecesHaveAnySizeThenAllBytesArriveInOrder(int largest) throws Exception {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		byte[] bytes = new byte[Math.min(20 * largest + 5, 300_000)];
		random.nextBytes(bytes);
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try (RingInputStream in = RingInputStream.open(this.ring, "copies")) {
			Future<?> writer = thread.submit(() -> {
				try (RingOutputStream out = RingOutputStream.open(this.ring)) {
					for (int at = 0; at < bytes.length;) {
						int count = Math.min(1 + random.nextInt(largest), bytes.length - at);
						if (count == 1) {
							out.write(bytes[at]);
						}
						else {
							out.write(bytes, at, count);
						}
						at += count;
					}
				}
				return null;
			});
			ByteArrayOutputStream read = new ByteArrayOutputStream();
			byte[] part = new byte[largest];
			for (int count = in.read(part, 0, 1); count >= 0; count = in.read(part)) {
				read.write(part, 0, count);
			}
			writer.get();
			assertThat(Arrays.equals(read.toByteArray(), bytes)).as("seed %d", seed).isTrue();
		}
		finally {
			thread.shutdownNow();
		}
	}

	@Test
	void whenNothingIsFlushedThenNothingIsThere() throws IOException {
		try (RingOutputStream out = RingOutputStream.open(this.ring);
				RingInputStream in = RingInputStream.open(this.ring, "copies")) {
			out.write(7);
			out.write(8);
			out.flush();
			assertThat(in.read()).isEqualTo(7);
			assertThat(in.available()).isOne();
		}
	}

	@Test
	void whenSeveralWriteThenTheEndIsThatOfTheLast() throws IOException {
		try (RingInputStream in = RingInputStream.open(this.ring, 1, ConsumerOptions.of("copies"), 2)) {
			RingOutputStream first = RingOutputStream.open(this.ring);
			first.write('a');
			first.close();
			RingOutputStream second = RingOutputStream.open(this.ring);
			RingOutputStream third = RingOutputStream.open(this.ring);
			second.write('b');
			second.flush();
			third.write('c');
			third.close();
			second.write('d');
			second.close();
			assertThat(in.readAllBytes()).isEqualTo("abcd".getBytes(StandardCharsets.UTF_8));
		}
	}

	@Test
	void whenWriterFailsThenTheReaderGetsTheReasonInThePlaceOfTheEnd() throws IOException {
		try (RingOutputStream out = RingOutputStream.open(this.ring);
				RingInputStream in = RingInputStream.open(this.ring, "copies")) {
			out.write('a');
			out.fail("the source is gone");
			assertThat(in.read()).isEqualTo('a');
			for (int i = 0; i < 2; i++) {
				assertThatIOException().isThrownBy(in::read)
					.withMessage("the writer of the stream from ring 'pipe' has failed: the source is gone");
			}
			assertThatIOException().isThrownBy(() -> out.write(1)).withMessage("the stream to ring 'pipe' is closed");
		}
	}

	@Test
	void whenWriterGoesWithoutClosingThenTheReaderIsToldAfterTheLastByte() throws IOException {
		try (RingInputStream in = RingInputStream.open(this.ring, "copies")) {
			try (Ring other = ring().open()) {
				RingOutputStream out = RingOutputStream.open(other);
				out.write('a');
				out.flush();
			}
			assertThat(in.read()).isEqualTo('a');
			assertThatIOException().isThrownBy(in::read)
				.withMessage("the stream from ring 'pipe' has no end: its writer, process "
						+ ProcessHandle.current().pid() + ", is gone without closing it")
				.withCauseInstanceOf(EOFException.class);
		}
	}

	@Test
	void whenReaderIsOpenedAgainThenItGoesOnBehindWhatWasTaken() throws IOException {
		try (RingOutputStream out = RingOutputStream.open(this.ring)) {
			try (RingInputStream in = RingInputStream.open(this.ring, "copies")) {
				out.write('a');
				out.flush();
				assertThat(in.read()).isEqualTo('a');
			}
			out.write('b');
		}
		try (RingInputStream in = RingInputStream.open(this.ring, "copies")) {
			assertThat(in.readAllBytes()).isEqualTo("b".getBytes(StandardCharsets.UTF_8));
		}
	}

	@Test
	void whenRingIsFullForTooLongThenTheBytesAreKept() throws IOException {
		ProducerOptions impatient = ProducerOptions.DEFAULT.withBlockTimeout(Duration.ofMillis(1));
		try (RingInputStream in = RingInputStream.open(this.ring, "copies");
				RingOutputStream out = RingOutputStream.open(this.ring, 1, impatient)) {
			byte[] piece = new byte[out.chunkBytes()];
			assertThatIOException().isThrownBy(() -> {
				while (true) {
					out.write(piece);
				}
			}).withMessageContaining("ring 'pipe' is full");
			assertThat(in.readNBytes(2 * piece.length)).hasSize(2 * piece.length);
			out.flush();
		}
	}

	@Test
	void whenInterruptedThenTheWaitEnds() throws IOException {
		try (RingInputStream in = RingInputStream.open(this.ring, "copies")) {
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(in::read)
				.withMessageContaining("waiting for bytes of ring 'pipe'");
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	@Test
	void whenTypeIsOfOtherEventsThenRefused() {
		this.ring.register(1, RingCodecs.text());
		assertThatIOException().isThrownBy(() -> RingOutputStream.open(this.ring))
			.withMessageContaining("type 1 of ring 'pipe' is not ring.stream as it is here");
		assertThatIOException().isThrownBy(() -> RingInputStream.open(this.ring, "copies"))
			.withMessageContaining("type 1 of ring 'pipe' is not ring.stream as it is here");
	}

	@Test
	void whenStreamOrRingIsClosedThenItSaysSo() throws IOException {
		RingInputStream in = RingInputStream.open(this.ring, "copies");
		in.close();
		assertThatIOException().isThrownBy(in::read).withMessage("the stream from ring 'pipe' is closed");
		RingOutputStream out = RingOutputStream.open(this.ring);
		out.write(1);
		this.ring.close();
		assertThatIOException().isThrownBy(out::close).withMessageContaining("pipe");
	}

	private RingBuilder ring() {
		return Ring.builder("pipe").directory(this.directory).slots(64).slotSizeBytes(128).group("copies");
	}

}
