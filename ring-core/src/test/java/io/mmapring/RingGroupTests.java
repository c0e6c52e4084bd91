package io.mmapring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.error.GroupEvictedException;
import io.mmapring.error.GroupMissingException;
import io.mmapring.error.RingClosedException;
import io.mmapring.event.EventFiller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What anybody sees of a group, and how to wait for it. */
class RingGroupTests {

	private static final EventFiller<Long> FILL = (payload, value) -> payload.putLong(0, value);

	private static final Duration SHORT = Duration.ofMillis(20);

	private static final Duration LONG = Duration.ofSeconds(30);

	@TempDir
	Path directory;

	private Ring ring;

	private Producer producer;

	@BeforeEach
	void open() {
		this.ring = builder().group("audit").group("slow").open();
		this.producer = this.ring.producer();
	}

	@AfterEach
	void close() {
		this.ring.close();
	}

	private RingBuilder builder() {
		return Ring.builder("orders").directory(this.directory).slots(64).slotSizeBytes(64);
	}

	@Test
	void itTellsWhereTheGroupIs() throws Exception {
		publish(5);
		this.ring.consumer("audit").poll(new Taken(), 3);
		RingGroup group = this.ring.group("audit");
		assertThat(group.name()).isEqualTo("audit");
		assertThat(group.position()).isEqualTo(3);
		assertThat(group.lag()).isEqualTo(2);
	}

	@Test
	void itWaitsUntilTheGroupHasConsumedASequence() throws Exception {
		publish(3);
		Consumer consumer = this.ring.consumer("audit");
		RingGroup group = this.ring.group("audit");
		assertThat(group.awaitConsumed(0, Duration.ZERO)).isFalse();
		consumer.poll(new Taken(), 2);
		assertThat(group.awaitConsumed(1, Duration.ZERO)).isTrue();
		assertThat(group.awaitConsumed(2, SHORT)).isFalse();
		AtomicReference<Boolean> consumed = new AtomicReference<>();
		Thread waiting = new Thread(() -> consumed.set(group.awaitConsumed(2, LONG)));
		waiting.start();
		consumer.poll(new Taken(), 2);
		waiting.join();
		assertThat(consumed).hasValue(true);
	}

	@Test
	void whenTheRingDoesNotKnowTheGroupWaitingEndsAtOnce() {
		assertThatExceptionOfType(GroupMissingException.class)
			.isThrownBy(() -> this.ring.group("adit").awaitConsumed(0, LONG))
			.withMessage(
					"ring 'orders' has no such group: group=adit (expected: one of [audit, slow]); declare it among the ring's groups, or start its consumer first")
			.satisfies((ex) -> assertThat(ex.group()).isEqualTo("adit"));
		assertThatExceptionOfType(GroupMissingException.class).isThrownBy(() -> this.ring.group("adit").position());
	}

	@Test
	void whenTheRingIsClosedWaitingEnds() throws Exception {
		AtomicReference<Throwable> failure = new AtomicReference<>();
		Thread waiting = new Thread(() -> this.ring.group("audit").awaitConsumed(0, LONG));
		waiting.setUncaughtExceptionHandler((thread, ex) -> failure.set(ex));
		waiting.start();
		this.ring.close();
		waiting.join();
		assertThat(failure.get()).isInstanceOf(RingClosedException.class);
	}

	@Test
	void whenTheGroupIsPutOutWaitingEnds() throws Exception {
		this.ring.close();
		this.directory = this.directory.resolve("evicting");
		Files.createDirectory(this.directory);
		this.ring = builder().group("audit").evictAfter(Duration.ofSeconds(1)).open();
		this.producer = this.ring.producer(ProducerOptions.DEFAULT.withBlockTimeout(LONG));
		publish(2);
		this.ring.consumer("audit").poll(new Taken(), 1);
		publish(64);
		RingGroup group = this.ring.group("audit");
		assertThat(group.awaitConsumed(0, Duration.ZERO)).isTrue();
		assertThatExceptionOfType(GroupEvictedException.class).isThrownBy(() -> group.awaitConsumed(1, LONG))
			.withMessageContaining("group 'audit' of ring 'orders' was evicted at");
	}

	@Test
	void whatCannotBeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.ring.group("audit").awaitConsumed(-1, LONG))
			.withMessage("sequence=-1 (expected: 0 or more)");
	}

	private void publish(long count) {
		for (long i = 0; i < count; i++) {
			this.producer.publish(1, Long.BYTES, FILL, i);
		}
	}

}
