package io.mmapring.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Await;
import io.mmapring.ChildJvm;
import io.mmapring.Consumer;
import io.mmapring.GroupEvicted;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.error.RingOwnedException;
import io.mmapring.event.EventFiller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A process with a group stands still, and producers of another process wait for it. */
class EvictionIT {

	private static final int SLOTS = 64;

	private static final int LONGS = 8;

	private static final EventFiller<Long> FILL = (payload, value) -> {
		for (int i = 0; i < LONGS; i++) {
			payload.putLong(i * Long.BYTES, value);
		}
	};

	@TempDir
	Path directory;

	private final List<GroupEvicted> evicted = Collections.synchronizedList(new ArrayList<>());

	private Ring ring;

	private Producer producer;

	private long published;

	@BeforeEach
	void open() {
		this.ring = Ring.builder("orders")
			.directory(this.directory)
			.slots(SLOTS)
			.slotSizeBytes(128)
			.group("g")
			.evictAfter(Duration.ofMillis(600))
			.onGroupEvicted(this.evicted::add)
			.open();
		this.producer = this.ring.producer();
	}

	@AfterEach
	void close() {
		this.ring.close();
	}

	@Test
	void whenItsProcessIsStoppedItIsEvictedAndFindsOutWhenItGoesOn() throws Exception {
		try (ChildJvm child = ChildJvm.start(EvictableMain.class, this.directory, "g")) {
			assertThat(child.line()).isEqualTo("ready");
			while (this.published < 20 * SLOTS) {
				tryPublish();
			}
			assertThat(this.evicted).as("while it moves it is left alone").isEmpty();
			ChildJvm.signal("STOP", child.pid());
			long longestWaitNs = publishUntilEvicted();
			for (int i = 0; i < 20 * SLOTS; i++) {
				assertThat(tryPublish()).as("producers go on at once").isTrue();
			}
			assertThat(this.evicted).singleElement().satisfies((told) -> {
				assertThat(told.owner()).isNotNull();
				assertThat(told.owner().pid()).isEqualTo(child.pid());
				assertThat(told.owner().application()).isEqualTo("slowpoke");
			});
			assertThat(longestWaitNs).isLessThan(Duration.ofSeconds(20).toNanos());
			assertThatExceptionOfType(RingOwnedException.class).isThrownBy(() -> this.ring.consumer("g"))
				.withMessageContaining("owner=process " + child.pid() + " (application 'slowpoke'");
			ChildJvm.signal("CONT", child.pid());
			String[] words = child.line().split(" ", -1);
			assertThat(words[0]).isEqualTo("evicted");
			assertThat(words[2]).as("it took each event up to its position, and no other").isEqualTo(words[1]);
			assertThat(Long.parseLong(words[1])).isGreaterThanOrEqualTo(this.evicted.get(0).position());
			assertThat(child.line()).startsWith("group 'g' of ring 'orders' was evicted at 20")
				.contains("position=" + words[1] + ", ", "Find out what held it up");
			assertThat(child.exit()).isZero();
		}
		goOn();
	}

	@Test
	void whenItsProcessIsKilledItIsEvictedTooIfNobodyTakesOver() throws Exception {
		try (ChildJvm child = ChildJvm.start(EvictableMain.class, this.directory, "g")) {
			assertThat(child.line()).isEqualTo("ready");
			child.kill();
			publishUntilEvicted();
		}
		goOn();
	}

	/** A new consumer gets what the ring still has. */
	private void goOn() throws Exception {
		List<Long> sequences = new ArrayList<>();
		try (Consumer consumer = this.ring.consumer("g")) {
			consumer.poll((event, sequence, endOfBatch) -> {
				assertThat(event.payload().getLong(0)).isEqualTo(sequence);
				sequences.add(sequence);
			}, SLOTS);
			assertThat(sequences).endsWith(this.published - 1);
			for (int i = 0; i < 2 * SLOTS; i++) {
				tryPublish();
			}
			assertThat(consumer.lag()).as("it holds producers back again").isEqualTo(SLOTS);
		}
	}

	private long publishUntilEvicted() {
		long startNs = System.nanoTime();
		Await.until(() -> {
			tryPublish();
			return !this.evicted.isEmpty();
		}, this.ring::snapshot);
		return System.nanoTime() - startNs;
	}

	private boolean tryPublish() {
		boolean room = this.producer.tryPublish(1, LONGS * Long.BYTES, FILL, this.published) >= 0;
		this.published += room ? 1 : 0;
		return room;
	}

}
