package io.mmapring;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.error.RingClosedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Standing by for what another one has. */
class TakeoverTests {

	@TempDir
	Path directory;

	@Test
	void whenAConsumerLetsGoTheOneStandingByGoesOnThere() throws Exception {
		try (Ring ring = ring().group("g").open(); Ring other = ring().open(); Producer producer = ring.producer()) {
			for (int i = 0; i < 5; i++) {
				producer.publish(1, Long.BYTES, (payload, value) -> payload.putLong(0, value), (long) i);
			}
			Consumer first = ring.consumer("g");
			first.poll(new Taken(), 3);
			CompletableFuture<Consumer> standby = CompletableFuture
				.supplyAsync(() -> other.awaitConsumer(ConsumerOptions.of("g")));
			first.close();
			assertThat(Taken.from(standby.join()).sequences).containsExactly(3L, 4L);
		}
	}

	@Test
	void whenTheSingleProducerLetsGoTheOneStandingByGoesOnThere() {
		try (Ring ring = ring().producers(Producers.SINGLE).group("g").open(); Ring other = ring().open()) {
			Producer first = ring.producer();
			first.claim(4).abandon();
			CompletableFuture<Producer> standby = CompletableFuture
				.supplyAsync(() -> other.awaitProducer(ProducerOptions.DEFAULT));
			first.close();
			try (Producer second = standby.join(); Claim claim = second.claim(1)) {
				assertThat(claim.first()).isEqualTo(4);
			}
		}
	}

	@Test
	void whenTheRingIsClosedWhoeverStandsByIsReleased() {
		try (Ring ring = ring().group("g").open(); Consumer first = ring.consumer("g")) {
			Ring other = ring().open();
			CompletableFuture<Consumer> standby = CompletableFuture
				.supplyAsync(() -> other.awaitConsumer(ConsumerOptions.of("g")));
			other.close();
			assertThatExceptionOfType(CompletionException.class).isThrownBy(standby::join)
				.havingCause()
				.isInstanceOf(RingClosedException.class);
			assertThat(first.isClosed()).isFalse();
		}
	}

	private RingBuilder ring() {
		return Ring.builder("orders").directory(this.directory).slots(64).slotSizeBytes(64);
	}

}
