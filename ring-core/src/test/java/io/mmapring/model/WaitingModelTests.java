package io.mmapring.model;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import io.mmapring.model.WaitingModel.Flag;

import static org.assertj.core.api.Assertions.assertThat;

/** Why a sleep is bounded: neither doorbell nor fence wakes whoever sleeps for ever. */
class WaitingModelTests {

	private static final ModelReport<NoMutant> REPORT = new ModelReport<>("waiting", NoMutant.NONE, Violation.STUCK);

	@AfterAll
	static void report() {
		REPORT.print();
	}

	@Test
	void aBoundedSleepNeedsNeitherFenceNorDoorbell() {
		assertThat(REPORT.assertMayIdle(new WaitingModel(), 83).everyRunEnds()).isFalse();
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
		assertThat(REPORT.assertMayIdle(new WaitingModel(Flag.UNBOUNDED, Flag.FENCED, Flag.NOKILL), 34).everyRunEnds())
			.isTrue();
	}

	/** What would be wrong is said by flags. */
	private enum NoMutant {

		/** The protocol as it is. */
		NONE

	}

}
