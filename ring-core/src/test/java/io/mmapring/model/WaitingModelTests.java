package io.mmapring.model;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import io.mmapring.model.WaitingModel.Flag;

import static org.assertj.core.api.Assertions.assertThat;

/** Why a sleep is bounded: neither doorbell nor fence wakes whoever sleeps for ever. */
class WaitingModelTests {

	private static final ModelReport<Mutant> REPORT = new ModelReport<>("waiting", Mutant.NONE, Violation.STUCK);

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
		REPORT.assertFound(Mutant.NO_BOUND, new WaitingModel(Flag.UNBOUNDED), Violation.STUCK);
	}

	@Test
	void aFenceDoesNotHelpAgainstAKillBetweenStoreAndDoorbell() {
		REPORT.assertFound(Mutant.A_FENCE_INSTEAD, new WaitingModel(Flag.UNBOUNDED, Flag.FENCED), Violation.STUCK);
	}

	@Test
	void aFenceHelpsWhoeverNeverDies() {
		assertThat(REPORT.assertMayIdle(new WaitingModel(Flag.UNBOUNDED, Flag.FENCED, Flag.NOKILL), 34).everyRunEnds())
			.isTrue();
	}

	/** What would be wrong, as settings of the specification's flags. */
	private enum Mutant {

		/** The protocol as it is. */
		NONE,

		/** Who sleeps relies on the doorbell. */
		NO_BOUND,

		/** The same, and who publishes looks only behind a fence. */
		A_FENCE_INSTEAD

	}

}
