package io.mmapring.model;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

import io.mmapring.model.JoinSettings.Flag;

/** Gate and join hold, and each way to get them wrong is found. */
class JoinModelTests {

	private static final JoinSettings FIVE = JoinSettings.defaults();

	private static final JoinSettings FOUR = FIVE.last(4);

	private static final ModelReport<JoinMutant> REPORT = new ModelReport<>("join", JoinMutant.NONE,
			"no group is lapped", "nobody is above a producer in its slot", "what is delivered is what was written",
			Violation.NO_END);

	@AfterAll
	static void report() {
		REPORT.print();
	}

	@ParameterizedTest(name = "with flags: {0}")
	@MethodSource("small")
	void theProtocolHolds(JoinSettings settings, int states) {
		REPORT.assertHolds(new JoinModel(settings), states);
	}

	@Tag("nightly")
	@ParameterizedTest(name = "with flags: {0}")
	@MethodSource("large")
	void theProtocolHoldsAtLarge(JoinSettings settings, int states) {
		REPORT.assertHolds(new JoinModel(settings), states);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void eachMutantIsFound(JoinMutant mutant) {
		REPORT.assertFound(mutant, new JoinModel(smallest(mutant).mutant(mutant)), expected(mutant));
	}

	static Stream<Arguments> small() {
		return Stream.of(Arguments.of(FOUR.joins(1), 1_233_451), Arguments.of(FIVE.with(Flag.NOGROUP), 377_806),
				Arguments.of(FOUR.joins(1).nproc(1).with(Flag.OVERWRITE, Flag.EVICT), 138_535),
				Arguments.of(FOUR.joins(1).with(Flag.NOGROUP, Flag.OVERWRITE, Flag.LATEST), 617_567),
				Arguments.of(FOUR.joins(1).nproc(1).with(Flag.EVICT, Flag.LATEST, Flag.CLAIMS), 120_965),
				Arguments.of(FOUR.nproc(1).with(Flag.NOGROUP, Flag.LATEST, Flag.CLAIMS), 32_460),
				Arguments.of(FOUR.nproc(1).with(Flag.EVICT, Flag.SEEK), 984_065));
	}

	static Stream<Arguments> large() {
		return Stream.of(Arguments.of(FOUR.with(Flag.NOGROUP, Flag.LATEST, Flag.CLAIMS), 2_383_845),
				Arguments.of(FOUR, 10_615_213), Arguments.of(FOUR.joins(1).with(Flag.EVICT), 3_472_664),
				Arguments.of(FOUR.with(Flag.NOGROUP, Flag.OVERWRITE), 3_108_421),
				Arguments.of(FOUR.with(Flag.NOGROUP, Flag.OVERWRITE, Flag.LATEST), 6_017_323),
				Arguments.of(FOUR.with(Flag.NOGROUP, Flag.OVERWRITE, Flag.LATEST, Flag.CLAIMS), 7_494_253),
				Arguments.of(FOUR.joins(1).with(Flag.EVICT, Flag.LATEST, Flag.CLAIMS), 8_132_239),
				Arguments.of(FOUR.with(Flag.SEEK), 19_573_554));
	}

	/** The smallest setting that shows it. */
	private static JoinSettings smallest(JoinMutant mutant) {
		return switch (mutant) {
			case NONE, NO_EPOCH, LIVE_EARLY -> FOUR;
			case NO_REREAD -> FOUR.joins(1);
			case IN_PLACE -> FOUR.joins(1).nproc(1).with(Flag.EVICT);
			case FORGET_EVICTED -> FOUR.joins(1).with(Flag.EVICT);
			case KEEP_FLOOR -> FOUR.nproc(1).with(Flag.NOGROUP, Flag.LATEST);
			case AT_TAIL -> FOUR.joins(1).with(Flag.NOGROUP, Flag.LATEST, Flag.CLAIMS);
			case BACK_AT_ONCE, HOLD_EARLY, LET_GO_EARLY, KEEP_EPOCH -> FOUR.nproc(1).with(Flag.SEEK);
		};
	}

	private static String expected(JoinMutant mutant) {
		return switch (mutant) {
			case NONE, NO_EPOCH, NO_REREAD, LIVE_EARLY, FORGET_EVICTED, KEEP_FLOOR, BACK_AT_ONCE, HOLD_EARLY,
					LET_GO_EARLY, KEEP_EPOCH ->
				"no group is lapped";
			case IN_PLACE -> "what is delivered is what was written";
			case AT_TAIL -> "nobody is above a producer in its slot";
		};
	}

}
