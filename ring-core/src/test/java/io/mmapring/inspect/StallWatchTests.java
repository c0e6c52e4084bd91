package io.mmapring.inspect;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who has held producers back, and for how long. */
class StallWatchTests {

	private static final Duration LOOK = Duration.ofMillis(250);

	private final StallWatch watch = new StallWatch(0);

	private long nowNs;

	@Test
	void timeCountsFromTheFirstLookWithoutAMove() {
		sample(true, group("g", 5, 3));
		assertThat(this.watch.stalled("g")).isZero();
		sample(true, group("g", 5, 3));
		sample(true, group("g", 5, 4));
		assertThat(this.watch.stalled("g")).isEqualTo(LOOK.multipliedBy(2));
		assertThat(this.watch.holdsBack("g", LOOK.multipliedBy(2))).isTrue();
		assertThat(this.watch.holdsBack("g", LOOK.multipliedBy(3))).isFalse();
	}

	@Test
	void whoMovesOrHasNothingToTakeStartsAnew() {
		sample(true, group("g", 5, 3));
		sample(true, group("g", 5, 3));
		sample(true, group("g", 6, 2));
		assertThat(this.watch.stalled("g")).isZero();
		sample(true, group("g", 6, 2));
		sample(true, group("g", 6, 0));
		sample(true, group("g", 6, 1));
		assertThat(this.watch.stalled("g")).isZero();
	}

	@Test
	void whoStandsStillInNobodysWayHoldsNobodyBack() {
		sample(false, group("g", 5, 3));
		sample(false, group("g", 5, 3));
		assertThat(this.watch.stalled("g")).isEqualTo(LOOK);
		assertThat(this.watch.holdsBack("g", LOOK)).isFalse();
		sample(true, group("g", 5, 3));
		sample(false, group("g", 5, 3));
		assertThat(this.watch.holdsBack("g", LOOK.multipliedBy(3))).isTrue();
	}

	@Test
	void onlyTheSlowestAreInTheWay() {
		for (int i = 0; i < 3; i++) {
			sample(true, group("g", 5, 3), group("ahead", 6, 2), group("beside", 5, 3));
		}
		assertThat(this.watch.holdsBack("g", LOOK)).isTrue();
		assertThat(this.watch.holdsBack("beside", LOOK)).isTrue();
		assertThat(this.watch.holdsBack("ahead", LOOK)).isFalse();
	}

	@Test
	void whenThisProcessStoodStillThatTimeDoesNotCount() {
		sample(true, group("g", 5, 3));
		this.nowNs += Duration.ofHours(1).toNanos();
		sample(true, group("g", 5, 3));
		assertThat(this.watch.stalled("g")).isEqualTo(LOOK.multipliedBy(2));
	}

	private void sample(boolean refused, GroupSnapshot... groups) {
		this.nowNs += LOOK.toNanos();
		this.watch.sample(
				new RingSnapshot("ring", 64, 64, 100, 0, 0, 0, List.of(groups), List.of(), List.of(), List.of()),
				refused, this.nowNs);
	}

	private static GroupSnapshot group(String name, long position, long backlog) {
		return new GroupSnapshot(name, "LIVE", List.of(), position, 100 - position, backlog, Duration.ZERO, null, 0,
				List.of(), null);
	}

}
