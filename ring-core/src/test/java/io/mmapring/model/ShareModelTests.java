package io.mmapring.model;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** Shards and what follows them hold, and each way to get them wrong is found. */
class ShareModelTests {

	private static final String OWNER = "who reads a shard owns it";

	private static final String TWICE = "no event is handed out twice";

	private static final String LOST = "no event is lost";

	private static final String BACK = "no position goes back";

	private static final String LAPPED = "no group is lapped";

	private static final String FOLLOWS = "what follows comes after";

	private static final Settings SHARE = ShareVariables.DEFAULTS;

	private static final Settings UNHURT = SHARE.with("KILLS", 0);

	private static final Settings FOLLOWED = SHARE.with("FOLLOW", 1);

	private static final ModelReport<ShareMutant> REPORT = new ModelReport<>("share", ShareMutant.NONE, OWNER, TWICE,
			LOST, BACK, LAPPED, FOLLOWS, "only the owner stores a position", Violation.NO_END);

	@AfterAll
	static void report() {
		REPORT.print();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("small")
	void theProtocolHolds(Settings settings, int states) {
		REPORT.assertHolds(new ShareModel(settings), states);
	}

	@Tag("nightly")
	@ParameterizedTest(name = "{0}")
	@MethodSource("large")
	void theProtocolHoldsAtLarge(Settings settings, int states) {
		REPORT.assertHolds(new ShareModel(settings), states);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NONE")
	void eachMutantIsFound(ShareMutant mutant) {
		REPORT.assertFound(mutant, new ShareModel(smallest(mutant).mutant(mutant)), expected(mutant));
	}

	static Stream<Arguments> small() {
		return Stream.of(Arguments.of(SHARE, 671_480), Arguments.of(SHARE.with("LAST", 2), 336_074),
				Arguments.of(UNHURT, 6_133), Arguments.of(FOLLOWED.with("MOVES", 0), 140_290),
				Arguments.of(FOLLOWED.with("KILLS", 0), 34_431));
	}

	static Stream<Arguments> large() {
		return Stream.of(Arguments.of(SHARE.with("LAST", 4), 1_067_502), Arguments.of(UNHURT.with("MOVES", 3), 473_462),
				Arguments.of(UNHURT.with("SHARDS", 3).with("LAST", 2), 6_211), Arguments.of(FOLLOWED, 3_870_056),
				Arguments.of(SHARE.with("MEMBERS", 3).with("MOVES", 0).with("LAST", 2), 161_624));
	}

	/** The smallest setting that shows it. */
	private static Settings smallest(ShareMutant mutant) {
		return switch (mutant) {
			case OLD_LOOK, ROB, STORE_ALL, STORE_BACK, GATE_OWNED -> UNHURT;
			case NONE, LET_GO_READ, NO_ANSWER, UNREAD_EARLY, EARLY_POSITION, STORE_FIRST -> SHARE;
			case GATE_FIRST_GROUP, BARRIER_FIRST, BARRIER_TAIL -> FOLLOWED.with("KILLS", 0);
		};
	}

	private static String expected(ShareMutant mutant) {
		return switch (mutant) {
			case NONE, LET_GO_READ, NO_ANSWER, OLD_LOOK, ROB -> OWNER;
			case UNREAD_EARLY -> "only the owner stores a position";
			case EARLY_POSITION -> TWICE;
			case STORE_ALL, STORE_FIRST -> LOST;
			case STORE_BACK -> BACK;
			case GATE_OWNED, GATE_FIRST_GROUP -> LAPPED;
			case BARRIER_FIRST, BARRIER_TAIL -> FOLLOWS;
		};
	}

}
