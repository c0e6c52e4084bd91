package io.mmapring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.codec.RecordCodec;
import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingException;
import io.mmapring.error.RingFormatException;
import io.mmapring.error.RingMissingException;
import io.mmapring.error.TypeMismatchException;
import io.mmapring.event.Chars;
import io.mmapring.event.EventType;
import io.mmapring.inspect.GroupSnapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Opening, attaching, looking at and closing a ring. */
class RingTests {

	@TempDir
	Path directory;

	@Test
	void whoAttachesNeedsOnlyTheName() {
		try (Ring ring = ring().slots(128).slotSizeBytes(192).producers(Producers.SINGLE).open();
				Ring other = ring().open()) {
			assertThat(other.id()).isEqualTo(ring.id());
			assertThat(other.slots()).isEqualTo(128);
			assertThat(other.slotSizeBytes()).isEqualTo(192);
			assertThat(other.payloadCapacityBytes()).isEqualTo(176);
			assertThat(other.producers()).isEqualTo(Producers.SINGLE);
			assertThat(other.participant()).isNotEqualTo(ring.participant());
		}
	}

	@Test
	void whatIsSaidMustMatchTheFile() {
		try (Ring ring = ring().slots(128).slotSizeBytes(64).open()) {
			refused(ring, ring().slots(256), "slots=128 (expected: 256)");
			refused(ring, ring().slotSizeBytes(128), "slotSizeBytes=64 (expected: 128)");
			refused(ring, ring().producers(Producers.SINGLE), "(expected: ");
			refused(ring, ring().whenNoGroups(WhenNoGroups.OVERWRITE), "(expected: ");
		}
	}

	@Test
	void numbersThatCannotBeAreRefusedWithTheirName() {
		assertThatIllegalArgumentException().isThrownBy(() -> ring().slots(100).open())
			.withMessage("slots=100 (expected: a power of two, at least 32)");
		assertThatIllegalArgumentException().isThrownBy(() -> ring().slots(16).open())
			.withMessage("slots=16 (expected: a power of two, at least 32)");
		assertThatIllegalArgumentException().isThrownBy(() -> ring().slotSizeBytes(100).open())
			.withMessage("slotSizeBytes=100 (expected: a multiple of 64)");
		assertThatIllegalArgumentException().isThrownBy(() -> ring().slots(1 << 24).slotSizeBytes(128).open())
			.withMessageContaining("a file below 2 GiB");
	}

	@Test
	void whenTheRingIsNotThereAndNotToBeCreatedItIsMissing() {
		assertThatExceptionOfType(RingMissingException.class)
			.isThrownBy(() -> ring().create(CreateMode.NEVER).attachTimeout(Duration.ZERO).open())
			.withMessageContaining("orders");
	}

	@Test
	void whoeverMayNotCreateTheRingWaitsForIt() {
		CompletableFuture<Ring> waiting = CompletableFuture
			.supplyAsync(() -> ring().create(CreateMode.NEVER).attachTimeout(Duration.ofSeconds(30)).open());
		try (Ring ring = ring().open(); Ring attached = waiting.join()) {
			assertThat(attached.id()).isEqualTo(ring.id());
		}
	}

	@Test
	void whenClosedTheRingIsOfNoUse() {
		Ring ring = ring().open();
		ring.close();
		ring.close();
		assertThat(ring.isClosed()).isTrue();
		assertThatExceptionOfType(RingClosedException.class).isThrownBy(ring::producer)
			.withMessage("ring of ring 'orders' is closed; open it again before using it");
		assertThatExceptionOfType(RingClosedException.class).isThrownBy(() -> ring.consumer("journal"));
	}

	@Test
	void whenClosedNobodyIsAttached() {
		ring().open().close();
		try (Ring ring = ring().open()) {
			assertThat(ring.snapshot().participants()).singleElement()
				.satisfies((process) -> assertThat(process.pid()).isEqualTo(ProcessHandle.current().pid()));
		}
	}

	@Test
	void aSnapshotShowsWhoIsBehindWhom() throws Exception {
		try (Ring ring = ring().slots(64)
			.slotSizeBytes(64)
			.application("shop")
			.group("risk")
			.group("journal", "risk")
			.open(); Producer producer = ring.producer(); Consumer risk = ring.consumer("risk")) {
			for (int i = 0; i < 10; i++) {
				producer.publish(1, 0, (payload, source) -> {
				}, "");
			}
			risk.poll((event, sequence, end) -> {
			}, 4);
			assertThat(ring.snapshot().tail()).isEqualTo(10);
			assertThat(ring.snapshot().remaining()).isEqualTo(54);
			GroupSnapshot journal = ring.snapshot().group("journal").orElseThrow();
			assertThat(journal.after()).containsExactly("risk");
			assertThat(journal.lag()).isEqualTo(10);
			assertThat(journal.backlog()).isEqualTo(4);
			assertThat(journal.owner()).isNull();
			GroupSnapshot owned = ring.snapshot().group("risk").orElseThrow();
			assertThat(owned.position()).isEqualTo(4);
			assertThat(owned.owner()).isNotNull()
				.satisfies((process) -> assertThat(process.application()).isEqualTo("shop"));
		}
	}

	@Test
	void whenAProducerIsInTheWayTheSnapshotSaysSo() throws Exception {
		try (Ring ring = ring().application("shop").group("risk").open();
				Producer producer = ring.producer();
				Consumer risk = ring.consumer("risk")) {
			producer.claim(1);
			Await.until(() -> ring.snapshot().group("risk").orElseThrow().waitsFor() != null, ring::snapshot);
			GroupSnapshot group = ring.snapshot().group("risk").orElseThrow();
			assertThat(group.backlog()).isZero();
			assertThat(group.lag()).isEqualTo(1);
			assertThat(group.waitsFor()).isNotNull().satisfies((claim) -> {
				assertThat(claim.sequence()).isZero();
				assertThat(claim.owner().application()).isEqualTo("shop");
			});
			producer.claimed().abandon();
			risk.poll(new Taken(), 1);
			assertThat(ring.snapshot().group("risk").orElseThrow().waitsFor()).isNull();
		}
	}

	@Test
	void aTypeKeepsItsNumberAndLayout() {
		try (Ring ring = ring().open(); Ring other = ring().open()) {
			EventType<Tick> type = ring.register(1, RecordCodec.of(Tick.class));
			assertThat(type.id()).isEqualTo(1);
			other.register(1, RecordCodec.of(Tick.class));
			assertThatExceptionOfType(TypeMismatchException.class)
				.isThrownBy(() -> other.register(1, RecordCodec.of(Quote.class)))
				.withMessageContaining("type 1 of ring 'orders' is not")
				.withMessageContaining("Tick")
				.withMessageContaining("Quote");
		}
	}

	@Test
	void recordsGoThroughTheRing() throws Exception {
		try (Ring ring = ring().open(); Producer producer = ring.producer(); Consumer consumer = ring.consumer("g")) {
			EventType<Quote> type = ring.register(2, RecordCodec.of(Quote.class));
			producer.publish(type, new Quote("RING", 101.5));
			producer.publishAll(type, List.of(new Quote("A", 1), new Quote("B", 2)));
			List<Quote> quotes = new ArrayList<>();
			consumer.poll((event, sequence, end) -> quotes.add(type.codec().decode(event.payload(), 0, event.length())),
					10);
			assertThat(quotes).containsExactly(new Quote("RING", 101.5), new Quote("A", 1), new Quote("B", 2));
		}
	}

	private static void refused(Ring ring, RingBuilder builder, String message) {
		assertThatExceptionOfType(RingFormatException.class).isThrownBy(builder::open)
			.withMessageContaining(ring.path().toString())
			.withMessageContaining(message)
			.isInstanceOf(RingException.class);
	}

	private RingBuilder ring() {
		return Ring.builder("orders").directory(this.directory);
	}

	record Tick(long id) {
	}

	record Quote(@Chars(8) String symbol, double price) {
	}

}
