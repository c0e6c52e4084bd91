package io.mmapring.wait;

import org.agrona.concurrent.IdleStrategy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpinIdleStrategyTests {

	private final SpinIdleStrategy idle = new SpinIdleStrategy();

	@Test
	void eventsThatComeAloneAreLookedForAtOnce() {
		int longWaits = 0;
		for (int i = 0; i < 10_000; i++) {
			for (int k = 0; k < 10; k++) {
				if (this.idle.spins(0) > 1) {
					longWaits++;
				}
			}
			assertThat(this.idle.spins(1)).isZero();
		}
		assertThat(longWaits).isEqualTo(100_000 / SpinIdleStrategy.TRY_EVERY);
	}

	@Test
	void whileEventsStreamItSpinsLonger() {
		untilItTries();
		assertThat(this.idle.spins(5)).isZero();
		for (int i = 0; i < 100; i++) {
			assertThat(this.idle.spins(0)).isEqualTo(SpinIdleStrategy.LONG);
			assertThat(this.idle.spins(2)).isZero();
			assertThat(this.idle.spins(1)).as("a second look that finds one").isZero();
		}
	}

	@Test
	void whenTheStreamEndsItLooksAtOnceAgain() {
		untilItTries();
		this.idle.spins(5);
		assertThat(this.idle.spins(0)).isEqualTo(SpinIdleStrategy.LONG);
		assertThat(this.idle.spins(0)).isEqualTo(1);
	}

	@Test
	void whenLongerBringsOneEventOnlyItLooksAtOnceAgain() {
		untilItTries();
		this.idle.spins(5);
		this.idle.spins(0);
		this.idle.spins(1);
		assertThat(this.idle.spins(0)).isEqualTo(1);
	}

	@Test
	void eachThreadHasItsOwn() {
		IdleStrategy first = WaitStrategy.BUSY_SPIN.create();
		assertThat(first).isNotSameAs(WaitStrategy.BUSY_SPIN.create());
	}

	private void untilItTries() {
		int looks = 1;
		while (this.idle.spins(0) == 1) {
			looks++;
		}
		assertThat(looks).isEqualTo(SpinIdleStrategy.TRY_EVERY);
	}

}
