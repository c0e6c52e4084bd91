package io.mmapring.model;

import java.util.Map;

/**
 * What the processes share in a ring that producers overwrite until a first group joins.
 * The names are those of the specification.
 */
final class WalkVariables extends StampedSlots {

	static final Settings DEFAULTS = Settings.defaults("walk",
			Map.of("CAP", 2, "LAST", 4, "NPROC", 2, "BATCH", 2, "KILLS", 1, "JOINS", 1, "LATEST", 0), WalkMutant.NONE);

	/** States of the group. */
	enum GroupState {

		FREE, JOINING, LIVE

	}

	private static final int MOST_EPOCHS = 7;

	final Settings settings;

	final int floor;

	final int epoch;

	final int state;

	final int position;

	WalkVariables(Settings settings) {
		super(settings.get("CAP"), settings.get("LAST"), settings.get("NPROC"), settings.get("KILLS"));
		this.settings = settings;
		this.floor = sequence("floor");
		this.epoch = epoch("epoch");
		this.state = this.variables.add("state", GroupState.values());
		this.position = sequence("position");
	}

	int epoch(String name) {
		return this.variables.add(name, 0, MOST_EPOCHS);
	}

	boolean mutant(WalkMutant mutant) {
		return this.settings.is(mutant);
	}

	boolean is(int[] v, GroupState state) {
		return v[this.state] == Variables.number(state);
	}

	/** What a slot held before is passed by all, and by nobody who is still at it. */
	void checkMayOverwrite(int[] v, int from, int to) {
		for (int sequence = Math.max(0, from); sequence < to; sequence++) {
			Violation.check(seq(v, sequence) == sequence && state(v, sequence) != CLAIMED, "no open claim is lapped");
		}
		Violation.check(!is(v, GroupState.LIVE) || to <= v[this.position], "no group is lapped");
	}

}
