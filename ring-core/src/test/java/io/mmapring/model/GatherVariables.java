package io.mmapring.model;

import java.util.Map;

/**
 * What the processes share in a ring with events of several slots, whose first group may
 * be put out. The names are those of the specification.
 */
final class GatherVariables extends StampedSlots {

	static final Settings DEFAULTS = Settings.defaults("gather", Map.of("CAP", 3, "LAST", 4, "NPROC", 2, "BATCH", 0,
			"KILLS", 0, "EVICT", 1, "JOINS", 0, "REUSE", 0, "DAMAGE", 0), GatherMutant.NONE);

	static final int GROUPS = 2;

	/** The group that was put out comes back, in its own entry. */
	static final int SAME_GROUP = 2;

	/** States of a group. */
	enum GroupState {

		FREE, JOINING, LIVE, EVICTED

	}

	private static final int MOST_EPOCHS = 7;

	final Settings settings;

	/** Bytes of a slot: the sequence that they were written for. */
	final int bytes;

	/** Slots of the event that starts there, or minus its place in an event. */
	final int length;

	/** Whether a published event takes two slots. */
	final int large;

	final int state;

	final int position;

	final int floor;

	final int epoch;

	/** How many groups were put out. */
	final int evicted;

	/** Whether the first group's consumer holds the lock of its shard. */
	final int locked;

	/** Whether the second group's consumer may begin. */
	final int joined;

	final int adminDone;

	/** Whether somebody broke a length. */
	final int broken;

	/** Whether somebody found that the file is damaged: all stop. */
	final int marked;

	GatherVariables(Settings settings) {
		super(settings.get("CAP"), settings.get("LAST"), settings.get("NPROC"), settings.get("KILLS"));
		this.settings = settings;
		this.bytes = this.variables.addArray("bytes", this.cap, this.lowest, this.highest);
		this.length = this.variables.addArray("length", this.cap, 1 - MOST_BATCH, MOST_BATCH);
		this.large = this.variables.addArray("large", this.highest + 1, 0, 1);
		this.state = this.variables.addArray("state", GROUPS, GroupState.values());
		this.position = this.variables.addArray("position", GROUPS, 0, this.highest);
		this.floor = sequence("floor");
		this.epoch = epoch("epoch");
		this.evicted = this.variables.add("evicted", 0, 1);
		this.locked = this.variables.add("locked", 0, 1);
		this.joined = this.variables.add("joined", 0, 1);
		this.adminDone = this.variables.add("adminDone", 0, 1);
		this.broken = this.variables.add("broken", 0, 1);
		this.marked = this.variables.add("marked", 0, 1);
	}

	int epoch(String name) {
		return this.variables.add(name, 0, MOST_EPOCHS);
	}

	void start(int[] v) {
		start(v, this.settings.get("KILLS"));
		for (int slot = 0; slot < this.cap; slot++) {
			v[this.bytes + slot] = slot - this.cap;
			v[this.length + slot] = 1;
		}
		v[this.state] = Variables.number(GroupState.LIVE);
		v[this.locked] = 1;
	}

	boolean mutant(GatherMutant mutant) {
		return this.settings.is(mutant);
	}

	boolean is(int[] v, int group, GroupState state) {
		return v[this.state + group] == Variables.number(state);
	}

	/** The entry of the group that joins. */
	int entry() {
		return this.settings.has("REUSE") ? 0 : 1;
	}

	/** Give a slot up if it is open and its owner is dead: tail, stamp, death. */
	boolean repairIfDead(int[] v, int sequence) {
		boolean old = seq(v, sequence) < sequence;
		if ((old && sequence >= v[this.tailSeq]) || seq(v, sequence) > sequence) {
			return false;
		}
		int owner = old ? v[this.tailOwner] : owner(v, sequence);
		if (!isDead(v, owner)) {
			return false;
		}
		set(v, sequence, SKIPPED, owner);
		return true;
	}

	boolean isFinished(int[] v, int sequence) {
		return seq(v, sequence) == sequence && state(v, sequence) != CLAIMED;
	}

}
