package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.mmapring.Await;
import io.mmapring.ChildJvm;
import io.mmapring.Ring;
import io.mmapring.RingBuilder;
import io.mmapring.StorePosition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten million events of two processes reach two groups in two other processes: each once,
 * each batch whole, and in the same order.
 */
class SumAndOrderIT {

	static final int PRODUCERS = 2;

	private static final long EVENTS = 10_000_000;

	/** So often a consumer stands still until the ring is full. */
	private static final long STALLS = 10;

	private static final Duration DEADLINE = Duration.ofSeconds(90);

	@TempDir
	Path directory;

	private final List<ChildJvm> consumers = new ArrayList<>();

	private final List<ChildJvm> producers = new ArrayList<>();

	@AfterEach
	void end() {
		this.producers.forEach(ChildJvm::close);
		this.consumers.forEach(ChildJvm::close);
	}

	@ParameterizedTest
	@CsvSource({ "64, EACH_EVENT, ''", "1024, EACH_BATCH, fast", "65536, EACH_BATCH, ''" })
	void allGroupsTakeAllEventsOnceAndInOneOrder(int slots, StorePosition store, String after) throws Exception {
		RingBuilder builder = Ring.builder("order").directory(this.directory).slots(slots).slotSizeBytes(64);
		builder.group("fast");
		try (Ring ring = (after.isEmpty() ? builder.group("slow") : builder.group("slow", after)).open()) {
			start(store, after);
			long startNs = System.nanoTime();
			this.producers.forEach((producer) -> producer.say("go"));
			long blocked = 0;
			long blockedNs = 0;
			for (ChildJvm producer : this.producers) {
				String[] words = words(producer, "blocked");
				blocked += Long.parseLong(words[1]);
				blockedNs += Long.parseLong(words[2]);
			}
			String[] fast = words(this.consumers.get(0), "order");
			String[] slow = words(this.consumers.get(1), "order");
			long tookNs = System.nanoTime() - startNs;
			assertThat(fast).containsExactly("order", Long.toString(EVENTS), slow[2]);
			assertThat(slow[1]).isEqualTo(Long.toString(EVENTS));
			assertThat(ring.snapshot().tail()).isEqualTo(EVENTS);
			assertThat(ring.snapshot().groups()).extracting((group) -> group.position())
				.containsExactly(EVENTS, EVENTS);
			assertThat(ring.snapshot().repaired()).isZero();
			assertThat(blocked).isGreaterThanOrEqualTo(STALLS / 2);
			System.out.printf(
					"SumAndOrderIT: %d slots, %s%s: %.2f million events/s (%d in %.1f s), producers blocked %d times for %.1f s together, order %s%n",
					slots, store, after.isEmpty() ? "" : ", one group after the other", EVENTS * 1e3 / tookNs, EVENTS,
					tookNs / 1e9, blocked, blockedNs / 1e9, slow[2]);
		}
	}

	private void start(StorePosition store, String after) throws IOException {
		this.consumers.add(
				ChildJvm.startFast(OrderConsumerMain.class, this.directory, "fast", "", store, EVENTS, Long.MAX_VALUE));
		this.consumers.add(ChildJvm.startFast(OrderConsumerMain.class, this.directory, "slow", after, store, EVENTS,
				EVENTS / STALLS));
		for (int i = 0; i < PRODUCERS; i++) {
			this.producers.add(ChildJvm.startFast(OrderProducerMain.class, this.directory, i, EVENTS / PRODUCERS));
		}
		this.consumers.forEach((consumer) -> assertThat(consumer.line()).isEqualTo("ready"));
		this.producers.forEach((producer) -> assertThat(producer.line()).isEqualTo("ready"));
	}

	private String[] words(ChildJvm child, String expected) {
		Await.until(DEADLINE, () -> !child.unread().isEmpty() || hasFailed(), () -> unread().toList());
		assertThat(hasFailed()).as("%s", unread().toList()).isFalse();
		String line = child.line();
		assertThat(line).startsWith(expected + " ");
		return line.split(" ", -1);
	}

	/** Whether a child said anything but its result: then the others wait in vain. */
	private boolean hasFailed() {
		return unread().anyMatch((line) -> !line.matches("(blocked|order) .*") && !line.equals(ChildJvm.END));
	}

	private Stream<String> unread() {
		return Stream.concat(this.producers.stream(), this.consumers.stream())
			.flatMap((child) -> child.unread().stream());
	}

}
