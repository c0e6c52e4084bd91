package io.mmapring.spring.listener;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How old events are, from looks at the tail. */
class TailTimesTests {

	private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(250);

	private final TailTimes times = new TailTimes();

	@Test
	void whenNothingWasSeenNothingIsOld() {
		assertThat(this.times.ageNs(1000, 0)).isZero();
	}

	@Test
	void anEventIsAsOldAsTheFirstLookThatSawIt() {
		this.times.sample(0, 0);
		this.times.sample(LOOK_NS, 10);
		this.times.sample(2 * LOOK_NS, 10);
		this.times.sample(3 * LOOK_NS, 12);
		assertThat(this.times.ageNs(4 * LOOK_NS, 0)).isEqualTo(3 * LOOK_NS);
		assertThat(this.times.ageNs(4 * LOOK_NS, 9)).isEqualTo(3 * LOOK_NS);
		assertThat(this.times.ageNs(4 * LOOK_NS, 10)).isEqualTo(LOOK_NS);
		assertThat(this.times.ageNs(4 * LOOK_NS, 12)).isZero();
	}

	@Test
	void whenAnotherRingHasTheNameItStartsAnew() {
		this.times.sample(0, 1000);
		this.times.sample(LOOK_NS, 5);
		assertThat(this.times.ageNs(2 * LOOK_NS, 0)).isEqualTo(LOOK_NS);
		assertThat(this.times.ageNs(2 * LOOK_NS, 500)).isZero();
	}

	@Test
	void overDaysItStaysRightWithinAPartOfTheAge() {
		int looks = 1_000_000;
		for (int look = 0; look <= looks; look++) {
			this.times.sample(look * LOOK_NS, look);
		}
		for (int age = 1; age < looks; age = age * 3 / 2 + 1) {
			// sequence n is below the tail from look n + 1 on
			long seen = this.times.ageNs(looks * LOOK_NS, looks - age - 1);
			assertThat(seen).isLessThanOrEqualTo(age * LOOK_NS)
				.isGreaterThanOrEqualTo(age * LOOK_NS - LOOK_NS - age * LOOK_NS / 30);
		}
	}

}
