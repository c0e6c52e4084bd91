package io.mmapring.model;

/**
 * What the processes of gate and join share. The names are those of the specification.
 */
final class JoinVariables {

	/** States of a group. */
	enum GroupState {

		FREE, JOINING, LIVE, EVICTED

	}

	static final int GROUPS = 2;

	static final int FREE = Variables.number(GroupState.FREE);

	static final int JOINING = Variables.number(GroupState.JOINING);

	static final int LIVE = Variables.number(GroupState.LIVE);

	static final int EVICTED = Variables.number(GroupState.EVICTED);

	private static final int MOST_EPOCHS = 15;

	final Variables variables = new Variables();

	final JoinSettings settings;

	final int cap;

	final int tail;

	final int slots;

	final int state;

	final int position;

	final int floor;

	final int epoch;

	final int adminDone;

	final int producing;

	/**
	 * Below this, less one, nobody may go, whatever the positions say; 0: no such thing.
	 */
	final int hold;

	/** Whether somebody has the admin lock; only who seeks and who evicts ask. */
	final int locked;

	/** Whether the second group's consumer is at something else than a poll. */
	final int seeking;

	JoinVariables(JoinSettings settings) {
		this.settings = settings;
		this.cap = settings.cap();
		this.tail = sequence("tail");
		this.slots = this.variables.addArray("slot", this.cap, -this.cap, settings.last());
		this.state = this.variables.addArray("state", GROUPS, GroupState.values());
		this.position = this.variables.addArray("position", GROUPS, 0, settings.last());
		this.floor = sequence("floor");
		this.epoch = this.variables.add("epoch", 0, MOST_EPOCHS);
		this.adminDone = this.variables.add("adminDone", 0, 1);
		this.producing = this.variables.add("producing", 0, settings.nproc());
		this.hold = this.variables.add("hold", 0, settings.last() + 1);
		this.locked = this.variables.add("locked", 0, 1);
		this.seeking = this.variables.add("seeking", 0, 1);
	}

	int sequence(String name) {
		return this.variables.add(name, 0, this.settings.last());
	}

	int epoch(String name) {
		return this.variables.add(name, 0, MOST_EPOCHS);
	}

	void start(int[] v) {
		v[this.producing] = this.settings.nproc();
		v[this.state] = this.settings.has(JoinSettings.Flag.NOGROUP) ? FREE : LIVE;
		v[this.state + 1] = JoinSeeker.isPart(this.settings) ? LIVE : FREE;
		for (int slot = 0; slot < this.cap; slot++) {
			v[this.slots + slot] = slot - this.cap;
		}
	}

	boolean mutant(JoinMutant mutant) {
		return this.settings.mutant() == mutant;
	}

	/** Index of the variable that says which sequence was published last in its slot. */
	int slot(int sequence) {
		return this.slots + sequence % this.cap;
	}

	boolean isFinished(int[] v, int sequence) {
		return v[slot(sequence)] >= sequence;
	}

	boolean gates(int[] v, int group) {
		return v[this.state + group] == LIVE || v[this.state + group] == JOINING;
	}

}
