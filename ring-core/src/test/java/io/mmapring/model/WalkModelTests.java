package io.mmapring.model;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** The walk that raises the floor holds, and each way to get it wrong is found. */
class WalkModelTests {

	private static final String CLAIM_LAPPED = "no open claim is lapped";

	private static final String GROUP_LAPPED = "no group is lapped";

	private static final String STAMP_BACK = "no stamp goes back to an earlier lap";

	private static final String INSIDE = "no group starts in the rest of a batch";

	private static final Settings WALK = WalkVariables.DEFAULTS;

	private static final Settings ALONE = WALK.with("JOINS", 0);

	private static final Settings KILLED_JOINER = WALK.with("JOINS", 2).with("KILLS", 0);

	private static final ModelReport<WalkMutant> REPORT = new ModelReport<>("walk", WalkMutant.NONE, CLAIM_LAPPED,
			GROUP_LAPPED, STAMP_BACK, INSIDE, "nobody robs a living producer",
			"nothing is stamped at or above the tail", "what is delivered was published",
			"what was published is delivered", Violation.NO_END);

	@AfterAll
	static void report() {
		REPORT.print();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("small")
	void theProtocolHolds(Settings settings, int states) {
		REPORT.assertHolds(new WalkModel(settings), states);
	}

	@Tag("nightly")
	@ParameterizedTest(name = "{0}")
	@MethodSource("large")
	void theProtocolHoldsAtLarge(Settings settings, int states) {
		REPORT.assertHolds(new WalkModel(settings), states);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void eachMutantIsFound(WalkMutant mutant) {
		REPORT.assertFound(mutant, new WalkModel(smallest(mutant).mutant(mutant)), expected(mutant));
	}

	static Stream<Arguments> small() {
		return Stream.of(Arguments.of(ALONE, 12_834),
				Arguments.of(ALONE.with("CAP", 3).with("LAST", 6).with("KILLS", 2), 38_686),
				Arguments.of(WALK, 605_589), Arguments.of(KILLED_JOINER.with("LAST", 3), 699_903),
				Arguments.of(WALK.with("LATEST", 1).with("LAST", 3), 268_605));
	}

	static Stream<Arguments> large() {
		return Stream.of(Arguments.of(WALK.with("LAST", 5), 1_550_432),
				Arguments.of(WALK.with("CAP", 3).with("LAST", 5), 1_247_518),
				Arguments.of(KILLED_JOINER.with("LATEST", 1), 5_768_002),
				Arguments.of(KILLED_JOINER.with("LATEST", 1).with("KILLS", 1), 8_228_251),
				Arguments.of(ALONE.with("NPROC", 3).with("BATCH", 1).with("LAST", 5), 5_468_354));
	}

	/** The smallest setting that shows it. */
	private static Settings smallest(WalkMutant mutant) {
		return switch (mutant) {
			case NONE, STORE_FLOOR, NO_REREAD, START_INSIDE -> WALK;
			case NO_WALK, NO_REPAIR, PASS_DEAD, ANY_LAP -> ALONE;
			case LOWER_FLOOR -> KILLED_JOINER;
			case PASS_OPEN -> WALK.with("LATEST", 1);
		};
	}

	private static String expected(WalkMutant mutant) {
		return switch (mutant) {
			case NO_WALK, PASS_DEAD, PASS_OPEN -> CLAIM_LAPPED;
			case NONE, STORE_FLOOR, NO_REREAD, LOWER_FLOOR -> GROUP_LAPPED;
			case ANY_LAP -> STAMP_BACK;
			case START_INSIDE -> INSIDE;
			case NO_REPAIR -> Violation.NO_END;
		};
	}

}
