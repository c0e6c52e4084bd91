package io.mmapring.model;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** The slot protocol holds, and each way to get it wrong is found. */
class ClaimModelTests {

	private static final ClaimSettings THREE_SLOTS = ClaimSettings.defaults();

	private static final ClaimSettings TWO_SLOTS = THREE_SLOTS.cap(2).last(4);

	private static final ModelReport<ClaimMutant> REPORT = new ModelReport<>("claim", ClaimMutant.NONE,
			"nobody is above a producer in its slot", "nobody robs a living producer",
			"nobody passes an unfinished claim of the living", "the tail belongs to the single producer",
			"no group is lapped", "what is delivered was published", "what is delivered is what was written",
			"what was published is delivered", "nothing is stamped at or above the tail", "all groups are drained",
			Violation.STUCK);

	@AfterAll
	static void report() {
		REPORT.print();
	}

	@ParameterizedTest(name = "with flags: {0}")
	@MethodSource("small")
	void theProtocolHolds(ClaimSettings settings, int states) {
		REPORT.assertHolds(new ClaimModel(settings), states);
	}

	@Tag("nightly")
	@ParameterizedTest(name = "with flags: {0}")
	@MethodSource("large")
	void theProtocolHoldsAtLarge(ClaimSettings settings, int states) {
		REPORT.assertHolds(new ClaimModel(settings), states);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void eachMutantIsFound(ClaimMutant mutant) {
		REPORT.assertFound(mutant, new ClaimModel(smallest(mutant).mutant(mutant)), expected(mutant));
	}

	static Stream<Arguments> small() {
		return Stream.of(Arguments.of(TWO_SLOTS, 63_426), Arguments.of(THREE_SLOTS, 474_929),
				Arguments.of(TWO_SLOTS.lives(1), 736_969), Arguments.of(TWO_SLOTS.groups(2), 1_110_266),
				Arguments.of(THREE_SLOTS.last(5).restarts(1), 740_737),
				Arguments.of(TWO_SLOTS.restarts(1).abandoning(), 557_430), Arguments.of(TWO_SLOTS.restarts(1), 153_327),
				Arguments.of(TWO_SLOTS.singleProducer(), 35_688),
				Arguments.of(TWO_SLOTS.singleProducer().lives(1), 492_334),
				Arguments.of(TWO_SLOTS.last(3).nproc(3).kills(1), 660_617));
	}

	static Stream<Arguments> large() {
		return Stream.of(Arguments.of(THREE_SLOTS.last(7), 649_557),
				Arguments.of(THREE_SLOTS.last(5).lives(1), 4_614_431),
				Arguments.of(TWO_SLOTS.groups(2).lives(1).kills(2), 11_522_348),
				Arguments.of(THREE_SLOTS.last(5).restarts(1).abandoning(), 4_401_724),
				Arguments.of(THREE_SLOTS.singleProducer().lives(1), 3_260_686),
				Arguments.of(THREE_SLOTS.last(5).singleProducer().lives(1).restarts(1), 6_063_589));
	}

	/** The smallest setting that shows it. */
	private static ClaimSettings smallest(ClaimMutant mutant) {
		return switch (mutant) {
			case NONE, NO_NAMING, WEAK_CAS, ROB, ABOVE_TAIL -> TWO_SLOTS;
			case NO_SWEEP, SWEEP_STAMPED, SWEEP_ONCE, OLD_VERDICT -> TWO_SLOTS.lives(1);
			case DOWNWARDS -> THREE_SLOTS;
			case STORE_ANYWHERE -> TWO_SLOTS.restarts(1);
			case LATE_TAIL -> TWO_SLOTS.singleProducer();
			case KEEP_RIGHT -> TWO_SLOTS.singleProducer().lives(1);
		};
	}

	private static String expected(ClaimMutant mutant) {
		return switch (mutant) {
			case NONE, NO_NAMING, WEAK_CAS, DOWNWARDS, NO_SWEEP, SWEEP_STAMPED, SWEEP_ONCE, KEEP_RIGHT ->
				Violation.STUCK;
			case ROB, OLD_VERDICT, LATE_TAIL -> "nobody robs a living producer";
			case ABOVE_TAIL -> "nothing is stamped at or above the tail";
			case STORE_ANYWHERE -> "what is delivered was published";
		};
	}

}
