package io.mmapring.model;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** Events of several slots hold together, and each way to break one is found. */
class GatherModelTests {

	private static final String LAPPED = "no group is lapped";

	private static final String TORN = "what is delivered is what was written";

	private static final String PUBLISHED = "what is delivered was published";

	private static final String DAMAGED = "no good file is taken for damaged";

	private static final Settings EVICT = GatherVariables.DEFAULTS;

	private static final Settings ONE = EVICT.with("NPROC", 1);

	private static final Settings STAY = EVICT.with("EVICT", 0);

	private static final Settings KILL = STAY.with("KILLS", 1).with("BATCH", 1);

	private static final Settings DAMAGE = STAY.with("DAMAGE", 1).with("BATCH", 1);

	private static final Settings REUSE = EVICT.with("JOINS", 1).with("REUSE", 1);

	private static final Settings COME_BACK = EVICT.with("JOINS", 1).with("REUSE", 2);

	private static final ModelReport<GatherMutant> REPORT = new ModelReport<>("gather", GatherMutant.NONE, LAPPED, TORN,
			PUBLISHED, DAMAGED, "no open claim is lapped", "what was published is delivered", Violation.NO_END);

	@AfterAll
	static void report() {
		REPORT.print();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("small")
	void theProtocolHolds(Settings settings, int states) {
		REPORT.assertHolds(new GatherModel(settings), states);
	}

	@Tag("nightly")
	@ParameterizedTest(name = "{0}")
	@MethodSource("large")
	void theProtocolHoldsAtLarge(Settings settings, int states) {
		REPORT.assertHolds(new GatherModel(settings), states);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void eachMutantIsFound(GatherMutant mutant) {
		REPORT.assertFound(mutant, new GatherModel(smallest(mutant).mutant(mutant)), expected(mutant));
	}

	static Stream<Arguments> small() {
		return Stream.of(Arguments.of(EVICT, 727_482), Arguments.of(KILL, 175_564), Arguments.of(DAMAGE, 427_343),
				Arguments.of(ONE.with("JOINS", 2), 149_440),
				Arguments.of(REUSE.with("NPROC", 1).with("JOINS", 2), 15_868),
				Arguments.of(COME_BACK.with("NPROC", 1).with("JOINS", 2), 5_905));
	}

	static Stream<Arguments> large() {
		return Stream.of(Arguments.of(EVICT.with("LAST", 5), 2_724_896), Arguments.of(KILL.with("LAST", 5), 518_159),
				Arguments.of(DAMAGE.with("LAST", 5), 1_351_185), Arguments.of(STAY.with("JOINS", 1), 1_287_818),
				Arguments.of(REUSE, 2_277_544), Arguments.of(COME_BACK, 1_552_249),
				Arguments.of(EVICT.with("KILLS", 1), 1_317_472),
				Arguments.of(COME_BACK.with("NPROC", 1).with("JOINS", 2).with("LAST", 6), 15_257));
	}

	/** The smallest setting that shows it. */
	private static Settings smallest(GatherMutant mutant) {
		return switch (mutant) {
			case NONE, NO_LOOK, LOOK_FIRST, COUNT_ONLY -> EVICT;
			case HEAD_FIRST, LATE_BYTES -> STAY;
			case NO_REST, NO_INDEX -> DAMAGE;
			case PART -> KILL;
			case NO_LOCK -> REUSE;
			case RAISE_EARLY -> COME_BACK.with("NPROC", 1).with("JOINS", 2);
		};
	}

	private static String expected(GatherMutant mutant) {
		return switch (mutant) {
			case NONE, NO_LOOK, LOOK_FIRST, LATE_BYTES, NO_REST, NO_INDEX -> TORN;
			case HEAD_FIRST, PART, RAISE_EARLY -> DAMAGED;
			case COUNT_ONLY, NO_LOCK -> LAPPED;
		};
	}

}
