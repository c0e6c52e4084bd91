package io.mmapring.model;

import org.junit.jupiter.api.Test;

import io.mmapring.model.WaitingModel.Flag;

import static org.assertj.core.api.Assertions.assertThat;

/** Why a sleep is bounded: neither doorbell nor fence wakes whoever sleeps for ever. */
class WaitingModelTests {

	@Test
	void aBoundedSleepNeedsNeitherFenceNorDoorbell() {
		CheckResult result = Checker.check(new WaitingModel());
		assertThat(result.trace()).isEmpty();
		assertThat(result.states()).isEqualTo(83);
	}

	@Test
	void anUnboundedSleepMissesADoorbellThatWasNotRung() {
		CheckResult result = Checker.check(new WaitingModel(Flag.UNBOUNDED));
		assertThat(result.violation()).isEqualTo(Violation.STUCK);
	}

	@Test
	void aFenceDoesNotHelpAgainstAKillBetweenStoreAndDoorbell() {
		CheckResult result = Checker.check(new WaitingModel(Flag.UNBOUNDED, Flag.FENCED));
		assertThat(result.violation()).isEqualTo(Violation.STUCK);
	}

	@Test
	void aFenceHelpsWhoeverNeverDies() {
		CheckResult result = Checker.check(new WaitingModel(Flag.UNBOUNDED, Flag.FENCED, Flag.NOKILL));
		assertThat(result.trace()).isEmpty();
		assertThat(result.states()).isEqualTo(34);
	}

}
