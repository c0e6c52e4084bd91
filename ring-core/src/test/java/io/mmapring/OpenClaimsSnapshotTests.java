package io.mmapring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.inspect.ClaimSnapshot;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.process.ParticipantInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each of two participants in one JVM, such as two application contexts, sees of the
 * other.
 */
class OpenClaimsSnapshotTests {

	@TempDir
	Path directory;

	private Ring shop;

	private Ring warehouse;

	@BeforeEach
	void open() {
		this.shop = open("shop");
		this.warehouse = open("warehouse");
	}

	@AfterEach
	void close() {
		this.shop.close();
		this.warehouse.close();
	}

	@Test
	void openClaimsAreSeenByAllWithProcessAndByTheirOwnerWithThread() {
		Producer first = this.shop.producer();
		Producer second = this.warehouse.producer();
		Producer third = this.shop.producer();
		first.claim(2);
		second.claim(3);
		third.claim(4);
		Await.until(() -> this.shop.snapshot().openClaims().size() == 3
				&& this.warehouse.snapshot().openClaims().size() == 3, this.shop::snapshot);
		String me = Thread.currentThread().getName();
		assertThat(this.shop.snapshot().openClaims()).extracting(OpenClaimsSnapshotTests::text)
			.containsExactly("shop 0 2 " + me, "warehouse 2 3 null", "shop 5 4 " + me);
		assertThat(this.warehouse.snapshot().openClaims()).extracting(OpenClaimsSnapshotTests::text)
			.containsExactly("shop 0 2 null", "warehouse 2 3 " + me, "shop 5 4 null");
		assertThat(this.shop.snapshot().group("g").orElseThrow().waitsFor())
			.satisfies((claim) -> assertThat(text(claim)).isEqualTo("shop 0 2 " + me));
		first.claimed().abandon();
		Await.until(() -> passes(this.warehouse, 2), this.shop::snapshot);
		assertThat(this.warehouse.snapshot().openClaims()).extracting(ClaimSnapshot::sequence).containsExactly(2L, 5L);
		second.close();
		third.close();
		Await.until(() -> passes(this.warehouse, 9), this.shop::snapshot);
		assertThat(this.shop.snapshot().openClaims()).isEmpty();
	}

	@Test
	void theAgeOfAClaimGrows() {
		Producer producer = this.shop.producer();
		producer.claim(1);
		Await.until(() -> age(this.warehouse.snapshot()).compareTo(Duration.ofMillis(300)) > 0, this.shop::snapshot);
		producer.claimed().abandon();
		producer.claim(1);
		Await.until(() -> passes(this.warehouse, 1), this.shop::snapshot);
		assertThat(age(this.warehouse.snapshot())).isLessThan(Duration.ofMillis(300));
		producer.close();
	}

	@Test
	void neitherTakesTheOtherForDeadAndOneMayLeave() {
		assertThat(this.shop.participant()).isNotEqualTo(this.warehouse.participant());
		assertThat(this.shop.snapshot().participants()).extracting(ParticipantInfo::application)
			.containsExactly("shop", "warehouse");
		Producer kept = this.warehouse.producer();
		kept.claim(1);
		this.shop.close();
		assertThat(this.warehouse.snapshot().participants()).extracting(ParticipantInfo::application)
			.containsExactly("warehouse");
		try (Ring again = open("again")) {
			assertThat(again.snapshot().participants()).hasSize(2);
			assertThat(again.snapshot().repaired()).isZero();
			assertThat(again.snapshot().withoutLock()).isEmpty();
			kept.claimed().next(1, 0);
			assertThat(kept.claimed().publish()).isZero();
		}
		assertThat(this.warehouse.snapshot().withoutLock()).isEmpty();
	}

	@Test
	void whenSomethingInThisProcessOpensALockFileThereIsAnAlarmAndNoRepair() throws IOException {
		try (Logs logs = new Logs()) {
			Producer producer = this.shop.producer();
			producer.claim(1);
			Path lockFile = this.shop.path().resolveSibling("p-%03d.lock".formatted(this.shop.participant()));
			assertThat(Files.readAllBytes(lockFile)).isEmpty();
			Await.until(() -> !this.shop.snapshot().withoutLock().isEmpty(), this.shop::snapshot);
			assertThat(this.shop.snapshot().withoutLock()).extracting(ParticipantInfo::id)
				.containsExactly(this.shop.participant());
			Await.until(() -> !logs.with("is lost").isEmpty(), this.shop::snapshot);
			assertThat(logs.with("is lost")).singleElement()
				.asString()
				.startsWith("SEVERE ring 'orders': lock of participant " + this.shop.participant()
						+ " is lost (expected: held by this process)");
			assertThat(this.warehouse.snapshot().repaired()).isZero();
			assertThat(this.warehouse.snapshot().openClaims()).hasSize(1);
			producer.claimed().next(1, 0);
			assertThat(producer.claimed().publish()).isZero();
		}
	}

	private static Duration age(RingSnapshot snapshot) {
		List<ClaimSnapshot> claims = snapshot.openClaims();
		return claims.isEmpty() ? Duration.ZERO : claims.get(0).age();
	}

	private static boolean passes(Ring ring, long position) {
		try (Consumer consumer = ring.consumer("g")) {
			consumer.poll((event, sequence, end) -> {
			}, 100);
			return consumer.position() == position;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String text(ClaimSnapshot claim) {
		return claim.owner().application() + " " + claim.sequence() + " " + claim.slots() + " " + claim.thread();
	}

	private Ring open(String application) {
		return Ring.builder("orders").directory(this.directory).application(application).group("g").open();
	}

}
