package io.mmapring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.error.RequiredGroupException;
import io.mmapring.event.EventFiller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Producers that do not want to be without some groups. */
class RequiredGroupsTests {

	private static final int SLOTS = 64;

	private static final Duration LIMIT = Duration.ofMillis(500);

	private static final EventFiller<Long> FILL = (payload, value) -> payload.putLong(0, value);

	@TempDir
	Path directory;

	private Ring ring;

	@BeforeEach
	void open() {
		this.ring = Ring.builder("orders")
			.directory(this.directory)
			.slots(SLOTS)
			.application("shop")
			.group("risk")
			.group("mail")
			.open();
	}

	@AfterEach
	void close() {
		this.ring.close();
	}

	@Test
	void aProducerStartsOnceAllRequiredGroupsAreRun() {
		RequiredGroups both = RequiredGroups.of("risk", "mail").withStartTimeout(Duration.ofSeconds(30));
		CompletableFuture<Producer> producer = CompletableFuture
			.supplyAsync(() -> this.ring.producer(ProducerOptions.DEFAULT.withRequired(both)));
		try (Consumer risk = this.ring.consumer("risk")) {
			assertThat(producer).isNotDone();
			try (Consumer mail = this.ring.consumer("mail")) {
				producer.join().close();
				assertThat(risk.lag() + mail.lag()).isZero();
			}
		}
	}

	@Test
	void whenTheyAreNotRunInTimeTheMissingOnesAreNamed() {
		RequiredGroups required = RequiredGroups.of("risk", "mail", "tax").withStartTimeout(Duration.ofMillis(50));
		try (Consumer risk = this.ring.consumer("risk")) {
			assertThatExceptionOfType(RequiredGroupException.class)
				.isThrownBy(() -> this.ring.producer(ProducerOptions.DEFAULT.withRequired(required)))
				.withMessageMatching(
						"cannot produce in ring 'orders': required groups without a living consumer=\\{mail=run by no process, tax=unknown to the ring\\} after \\d+ ms \\(expected: none\\); start their consumers, or do not require them")
				.satisfies((ex) -> assertThat(ex.groups()).containsExactly("mail", "tax"));
			assertThat(risk.lag()).isZero();
			this.ring.producer(ProducerOptions.DEFAULT.withRequired(required.withStartTimeout(Duration.ZERO))).close();
		}
	}

	@Test
	void whenItDoesNotMoveABlockedPublishFailsAndLaterOnesWork() throws Exception {
		try (Consumer risk = this.ring.consumer("risk");
				Consumer mail = this.ring.consumer("mail");
				Producer producer = producer(WithoutProgress.FAIL)) {
			fill(producer);
			Taken.from(mail);
			assertThatExceptionOfType(RequiredGroupException.class).isThrownBy(() -> publish(producer))
				.withMessageMatching(
						"cannot publish in ring 'orders': it is full, and required group 'risk' at position 0, 64 events behind, run by process "
								+ ProcessHandle.current().pid()
								+ " \\(application 'shop', .*\\), without progress for \\d+ ms \\(expected: to move within 500 ms\\); find out what holds the group up")
				.satisfies((ex) -> assertThat(ex.groups()).containsExactly("risk"));
			assertThat(producer.tryPublish(1, Long.BYTES, FILL, 1L)).as("does not wait").isNegative();
			assertThat(this.ring.heldBackBy(LIMIT)).containsExactly("risk");
			Taken.from(risk);
			assertThat(publish(producer)).isEqualTo(SLOTS);
			Await.until(() -> this.ring.heldBackBy(LIMIT).isEmpty(), this.ring::snapshot);
		}
	}

	@Test
	void whenItDoesNotMoveTheProducerStopsForGood() throws Exception {
		try (Logs logs = new Logs();
				Consumer risk = this.ring.consumer("risk");
				Consumer mail = this.ring.consumer("mail");
				Producer other = producer(WithoutProgress.STOP);
				Producer producer = producer(WithoutProgress.STOP)) {
			fill(producer);
			Taken.from(mail);
			assertThatExceptionOfType(RequiredGroupException.class).isThrownBy(() -> publish(producer))
				.withMessageContaining("this producer is stopped");
			Taken.from(risk);
			assertThatExceptionOfType(RequiredGroupException.class).isThrownBy(() -> publish(producer));
			assertThatExceptionOfType(RequiredGroupException.class)
				.isThrownBy(() -> other.tryPublish(1, Long.BYTES, FILL, 1L))
				.withMessageContaining("this producer is stopped");
			assertThat(logs.with("WARNING cannot publish in ring 'orders'")).hasSize(1);
			try (Producer without = this.ring.producer()) {
				assertThat(publish(without)).isEqualTo(SLOTS);
			}
		}
	}

	@Test
	void whenItDoesNotMoveItIsSaidOnceAndTheProducerGoesOnWaiting() throws Exception {
		try (Logs logs = new Logs();
				Consumer risk = this.ring.consumer("risk");
				Consumer mail = this.ring.consumer("mail");
				Producer producer = producer(WithoutProgress.ALERT)) {
			fill(producer);
			Taken.from(mail);
			CompletableFuture<Long> waiting = CompletableFuture.supplyAsync(() -> publish(producer));
			Await.until(() -> !logs.with("WARNING cannot publish in ring 'orders'").isEmpty(), this.ring::snapshot);
			Taken.from(risk);
			assertThat(waiting.join()).isEqualTo(SLOTS);
			assertThat(logs.with("required group 'risk' at position 0")).hasSize(1);
		}
	}

	@Test
	void timesThatCannotWorkAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RequiredGroups.of("g").withProgress(Duration.ZERO, WithoutProgress.FAIL))
			.withMessageContaining("progressTimeout='PT0S' (expected: more than zero)");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RequiredGroups.of("g").withStartTimeout(Duration.ofMillis(-1)))
			.withMessageContaining("startTimeout='PT-0.001S' (expected: zero or more)");
		assertThat(RequiredGroups.of("g").groups()).isEqualTo(List.of("g"));
	}

	private Producer producer(WithoutProgress withoutProgress) {
		RequiredGroups required = RequiredGroups.of("risk").withProgress(LIMIT, withoutProgress);
		return this.ring
			.producer(ProducerOptions.DEFAULT.withBlockTimeout(Duration.ofSeconds(30)).withRequired(required));
	}

	private static void fill(Producer producer) {
		for (int i = 0; i < SLOTS; i++) {
			publish(producer);
		}
	}

	private static long publish(Producer producer) {
		return producer.publish(1, Long.BYTES, FILL, 1L);
	}

}
