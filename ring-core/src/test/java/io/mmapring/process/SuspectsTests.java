package io.mmapring.process;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Suspects}, on a clock of their own.
 */
class SuspectsTests {

	private static final int ID = 7;

	@TempDir
	Path directory;

	private Participants participants;

	private Suspects suspects;

	private long nowNs = Long.MAX_VALUE - 1;

	private int samplers;

	@BeforeEach
	void setUp() {
		this.participants = TestRing.in(this.directory).participants();
		this.suspects = new Suspects(this.directory, this.participants, () -> this.nowNs, (period, task) -> {
			assertThat(period).isEqualTo(Duration.ofMillis(100));
			this.samplers++;
			return () -> this.samplers--;
		});
		bearer(1);
	}

	@Test
	void whenHeartbeatStandsStillForTwentySamplesItIsCertain() {
		assertThat(this.suspects.standsStill(ID)).isFalse();
		sample(19);
		assertThat(this.suspects.standsStill(ID)).isFalse();
		sample(1);
		assertThat(this.suspects.standsStill(ID)).isTrue();
	}

	@Test
	void whenHeartbeatMovesItStartsAnew() {
		this.suspects.standsStill(ID);
		sample(19);
		this.participants.beat(ID, this.participants.heartbeat(ID) + 1);
		sample(20);
		assertThat(this.suspects.standsStill(ID)).isFalse();
		sample(1);
		assertThat(this.suspects.standsStill(ID)).isTrue();
		this.participants.beat(ID, this.participants.heartbeat(ID) + 1);
		assertThat(this.suspects.standsStill(ID)).isFalse();
	}

	@Test
	void whenSampleIsLateItStartsAnew() {
		this.suspects.standsStill(ID);
		sample(19);
		pass(Duration.ofMillis(251));
		this.suspects.sample();
		sample(19);
		assertThat(this.suspects.standsStill(ID)).isFalse();
		sample(1);
		assertThat(this.suspects.standsStill(ID)).isTrue();
	}

	@Test
	void whenNothingWasSampledForLongItIsNotCertain() {
		this.suspects.standsStill(ID);
		sample(20);
		pass(Duration.ofMillis(251));
		assertThat(this.suspects.standsStill(ID)).isFalse();
	}

	@Test
	void whenSampledMoreOftenItDoesNotCount() {
		this.suspects.standsStill(ID);
		for (int i = 0; i < 100; i++) {
			pass(Duration.ofMillis(10));
			this.suspects.sample();
		}
		assertThat(this.suspects.standsStill(ID)).isFalse();
	}

	@Test
	void whenLockIsFoundHeldItStartsAnew() {
		this.suspects.standsStill(ID);
		sample(20);
		this.suspects.clear(ID);
		assertThat(this.suspects.standsStill(ID)).isFalse();
	}

	@Test
	void whenNumberGetsNewBearerItStartsAnew() {
		this.suspects.standsStill(ID);
		sample(20);
		bearer(2);
		assertThat(this.suspects.standsStill(ID)).isFalse();
	}

	@Test
	void whenNobodyAsksSamplingEnds() {
		this.suspects.standsStill(ID);
		assertThat(this.samplers).isOne();
		sample(49);
		assertThat(this.samplers).isOne();
		sample(2);
		assertThat(this.samplers).isZero();
		assertThat(this.suspects.standsStill(ID)).isFalse();
		assertThat(this.samplers).isOne();
	}

	@Test
	void whenProcessRunsWithoutLockForASecondItHasLostIt() {
		this.suspects.runsWithoutLock(ID);
		pass(Duration.ofMillis(999));
		this.suspects.runsWithoutLock(ID);
		assertThat(this.suspects.hasLostLock(ID)).isFalse();
		pass(Duration.ofMillis(1));
		this.suspects.runsWithoutLock(ID);
		assertThat(this.suspects.hasLostLock(ID)).isTrue();
		bearer(2);
		assertThat(this.suspects.hasLostLock(ID)).isFalse();
	}

	private void bearer(long attachedMs) {
		this.participants.attaching(ID, new ProcessIdentity(1, 2, 3), "orders", attachedMs);
		this.participants.live(ID);
	}

	private void sample(int times) {
		for (int i = 0; i < times; i++) {
			pass(Duration.ofMillis(100));
			this.suspects.sample();
		}
	}

	private void pass(Duration time) {
		this.nowNs += time.toNanos();
	}

}
