package io.mmapring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.mmapring.error.RingOwnedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Claims that nobody has finished. */
class OpenClaimsTests {

	private static final int ROUNDS = 300;

	@TempDir
	Path directory;

	private Ring ring;

	private Consumer consumer;

	private final List<Long> taken = new ArrayList<>();

	@BeforeEach
	void open() {
		this.ring = open(Producers.MULTI);
		this.consumer = this.ring.consumer("g");
	}

	@AfterEach
	void close() {
		this.ring.close();
	}

	@Test
	void anOpenClaimIsListedUntilItIsFinished() {
		Producer producer = this.ring.producer();
		assertThat(this.ring.openClaims()).isEmpty();
		publish(producer, 1);
		assertThat(this.ring.openClaims()).isEmpty();
		Claim claim = producer.claim(3);
		OpenClaim open = theOnly();
		assertThat(open.sequence()).isEqualTo(1);
		assertThat(open.slots()).isEqualTo(3);
		assertThat(open.thread()).isSameAs(Thread.currentThread());
		assertThat(open).hasToString("claim of 3 slots at 1 by thread '%s', open for %d ms"
			.formatted(Thread.currentThread().getName(), open.age().toMillis()));
		Await.until(() -> theOnly().age().compareTo(Duration.ofMillis(20)) > 0, this.ring::openClaims);
		claim.abandon();
		assertThat(this.ring.openClaims()).isEmpty();
		producer.claim(2);
		assertThat(theOnly().age()).isLessThan(Duration.ofMillis(20));
		assertThat(theOnly().abandon()).isTrue();
		assertThat(this.ring.openClaims()).isEmpty();
		assertThat(publish(producer, 7)).isEqualTo(6);
		assertThat(take()).containsExactly(1L, 7L);
	}

	@Test
	void aFinishedClaimStillKnowsWhereItWas() {
		Producer producer = this.ring.producer();
		publish(producer, 1);
		Claim published = producer.claim(1);
		published.next(1, Long.BYTES).putLong(0, 2);
		assertThat(published.publish()).isEqualTo(1);
		assertThat(published.first()).isEqualTo(1);
		assertThat(published.count()).isZero();
		Claim abandoned = producer.claim(3);
		abandoned.abandon();
		assertThat(abandoned.first()).isEqualTo(2);
	}

	@Test
	void whenItsThreadHasEndedAClaimIsGivenUp() throws Exception {
		Producer producer = this.ring.producer();
		try (Logs logs = new Logs()) {
			runToEnd("short-lived", () -> producer.claim(5).next(1, Long.BYTES));
			assertThat(publish(this.ring.producer(), 8)).isEqualTo(5);
			Await.until(() -> take().size() == 1, this.ring::snapshot);
			assertThat(this.taken).containsExactly(8L);
			Await.until(() -> !logs.with("given up").isEmpty(), this.ring::openClaims);
			assertThat(logs.with("given up")).containsExactly(
					"WARNING ring 'orders': claim of 5 slots at 0 by thread 'short-lived' was given up: its thread has ended (expected: published or abandoned by it); use try-with-resources");
			assertThat(this.ring.snapshot().participants().get(0).abandoned()).isEqualTo(5);
		}
		assertThat(publish(producer, 9)).isEqualTo(6);
	}

	@Test
	void whenAProducerIsForgottenItsClaimIsGivenUp() {
		claimAndForget(this.ring);
		assertThat(publish(this.ring.producer(), 8)).isEqualTo(3);
		Await.until(() -> {
			System.gc();
			return take().size() == 1;
		}, this.ring::openClaims);
		assertThat(this.ring.openClaims()).isEmpty();
	}

	@Test
	void whenTheSingleProducerIsForgottenAnotherOneMayFollow() {
		this.ring.close();
		try (Ring single = Ring.builder("single").directory(this.directory).producers(Producers.SINGLE).open()) {
			claimAndForget(single);
			assertThatExceptionOfType(RingOwnedException.class).isThrownBy(single::producer);
			Await.until(() -> {
				System.gc();
				return isFree(single);
			}, single::openClaims);
			assertThat(publish(single.producer(), 1)).isEqualTo(3);
		}
	}

	@Test
	void whenAThreadHasEndedAnotherOneMayResume() throws Exception {
		Producer producer = this.ring.producer();
		runToEnd("first", () -> producer.claim(2).next(1, Long.BYTES).putLong(0, 1));
		Claim claim = theOnly().resume();
		assertThat(claim).isSameAs(producer.claimed());
		assertThat(theOnly().thread()).isSameAs(Thread.currentThread());
		assertThat(claim.filled()).isEqualTo(1);
		assertThat(producer.claimer().held().abandonIfEnded()).isNull();
		claim.next(1, Long.BYTES).putLong(0, 2);
		assertThat(claim.publish()).isZero();
		assertThat(take()).containsExactly(1L, 2L);
	}

	@Test
	void whenAThreadHasEndedAnotherOneMayGoOn() throws Exception {
		Producer producer = this.ring.producer();
		runToEnd("first", () -> producer.claim(2).next(1, Long.BYTES).putLong(0, 1));
		Claim claim = producer.claimed();
		claim.next(1, Long.BYTES).putLong(0, 2);
		assertThat(producer.claimer().held().abandonIfEnded()).isNull();
		assertThat(claim.publish()).isZero();
		assertThat(take()).containsExactly(1L, 2L);
	}

	@Test
	void whenItsThreadLivesNobodyElseMayTouchAClaim() throws Exception {
		Producer producer = this.ring.producer();
		CountDownLatch claimed = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		FutureTask<Long> task = new FutureTask<>(() -> {
			try (Claim claim = producer.claim(1)) {
				claim.next(1, Long.BYTES).putLong(0, 4);
				claimed.countDown();
				go.await();
				return claim.publish();
			}
		});
		new Thread(task, "busy").start();
		claimed.await();
		OpenClaim open = theOnly();
		String refused = "ring 'orders': thread of the claim at 0='busy', which is alive (expected: this thread, or one that has ended)";
		assertThatIllegalStateException().isThrownBy(open::abandon).withMessageStartingWith(refused);
		assertThatIllegalStateException().isThrownBy(open::resume).withMessageStartingWith(refused);
		assertThat(producer.claimer().held().abandonIfEnded()).isNull();
		go.countDown();
		assertThat(task.get()).isZero();
		assertThat(open.abandon()).isFalse();
		assertThat(take()).containsExactly(4L);
	}

	@Test
	void whatWasFinishedMeanwhileIsNotTouched() {
		Producer producer = this.ring.producer();
		Claim claim = producer.claim(1);
		OpenClaim open = theOnly();
		claim.next(1, Long.BYTES).putLong(0, 1);
		claim.publish();
		assertThat(open.abandon()).isFalse();
		assertThatIllegalStateException().isThrownBy(open::resume)
			.withMessageStartingWith("ring 'orders': claim at 0=finished (expected: open)");
		producer.claim(1);
		assertThat(open.abandon()).isFalse();
		assertThat(theOnly().sequence()).isEqualTo(1);
		producer.close();
	}

	@Test
	void whatWasGivenUpCannotBeFilledOrPublished() throws Exception {
		Producer producer = this.ring.producer();
		runToEnd("first", () -> producer.claim(1).next(1, Long.BYTES));
		assertThat(producer.claimer().held().abandonIfEnded()).contains("at 0 by thread 'first'");
		assertThat(producer.claimer().held().abandonIfEnded()).isNull();
		Claim claim = producer.claimed();
		assertThatIllegalStateException().isThrownBy(() -> claim.next(1, 1));
		assertThatIllegalStateException().isThrownBy(claim::publish);
		claim.abandon();
		assertThat(publish(producer, 6)).isEqualTo(1);
		assertThat(take()).containsExactly(6L);
		assertThat(this.ring.snapshot().participants().get(0).abandoned()).isEqualTo(1);
	}

	@Test
	void whenTheRingIsClosedAClaimOfAnEndedThreadDoesNotKeepItAttached() throws Exception {
		Producer producer = this.ring.producer();
		try (Ring other = open(Producers.MULTI)) {
			runToEnd("first", () -> producer.claim(1));
			try (Logs logs = new Logs()) {
				this.ring.close();
				assertThat(logs.with("keeps participant")).isEmpty();
			}
			assertThat(other.snapshot().participants()).hasSize(1);
			assertThat(publish(other.producer(), 3)).isEqualTo(1);
			try (Consumer successor = other.consumer("g")) {
				this.consumer = successor;
				assertThat(take()).containsExactly(3L);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Producers.class)
	void whenGoingOnAndGivingUpMeetOneOfThemWins(Producers producers) throws Exception {
		this.ring.close();
		try (Ring meeting = Ring.builder("meeting").directory(this.directory).producers(producers).group("g").open();
				Producer producer = meeting.producer()) {
			this.consumer = meeting.consumer("g");
			List<Long> published = new ArrayList<>();
			CyclicBarrier start = new CyclicBarrier(2);
			for (long round = 0; round < ROUNDS; round++) {
				long value = round;
				runToEnd("first", () -> producer.claim(1).next(1, Long.BYTES).putLong(0, value));
				FutureTask<Boolean> other = new FutureTask<>(() -> {
					start.await();
					return isPublished(producer.claimed());
				});
				Thread thread = new Thread(other);
				thread.start();
				start.await();
				String givenUp = producer.claimer().held().abandonIfEnded();
				boolean publishes = other.get();
				thread.join();
				// neither, if the ring's own watch was before both
				assertThat(publishes && givenUp != null).isFalse();
				if (publishes) {
					published.add(round);
				}
			}
			assertThat(take()).isEqualTo(published);
			System.out.printf("OpenClaimsTests: %s: of %d claims %d were published, the others given up%n", producers,
					ROUNDS, published.size());
		}
	}

	private static boolean isPublished(Claim claim) {
		try {
			claim.publish();
			return true;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

	private static void claimAndForget(Ring ring) {
		assertThat(ring.producer().tryClaim(3)).isZero();
		assertThat(ring.openClaims()).hasSize(1);
	}

	private static boolean isFree(Ring single) {
		try {
			single.producer().close();
			return true;
		}
		catch (RingOwnedException ex) {
			return false;
		}
	}

	private static void runToEnd(String name, Runnable task) throws InterruptedException {
		Thread thread = new Thread(task, name);
		thread.start();
		thread.join();
	}

	private OpenClaim theOnly() {
		assertThat(this.ring.openClaims()).hasSize(1);
		return this.ring.openClaims().get(0);
	}

	private static long publish(Producer producer, long value) {
		return producer.publish(1, Long.BYTES, (payload, source) -> payload.putLong(0, source), value);
	}

	private List<Long> take() {
		try {
			int events = 1;
			while (events > 0) {
				events = this.consumer.poll((event, sequence, end) -> this.taken.add(event.payload().getLong(0)), 1000);
			}
			return this.taken;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Ring open(Producers producers) {
		return Ring.builder("orders").directory(this.directory).slots(64).producers(producers).group("g").open();
	}

}
