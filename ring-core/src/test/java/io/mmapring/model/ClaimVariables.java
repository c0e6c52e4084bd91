package io.mmapring.model;

/**
 * What the processes of the slot protocol share, and what is only noted to be asserted.
 * The names are those of the specification.
 */
final class ClaimVariables {

	/** States of a stamp. */
	enum StampState {

		CLAIMED, PUBLISHED, FOLLOWS, SKIPPED

	}

	static final int CLAIMED = Variables.number(StampState.CLAIMED);

	static final int PUBLISHED = Variables.number(StampState.PUBLISHED);

	static final int FOLLOWS = Variables.number(StampState.FOLLOWS);

	static final int SKIPPED = Variables.number(StampState.SKIPPED);

	static final int MOST_BATCH = 2;

	final Variables variables = new Variables();

	final ClaimSettings settings;

	final int cap;

	final int nobody;

	final int lowest;

	final int highest;

	final int tailSeq;

	final int tailOwner;

	final int stampSeq;

	final int stampState;

	final int stampOwner;

	final int position;

	final int dead;

	final int right;

	final int kills;

	final int lives;

	final int restarts;

	final int payload;

	final int committed;

	final int running;

	final int drained;

	ClaimVariables(ClaimSettings settings) {
		this.settings = settings;
		this.cap = settings.cap();
		this.nobody = settings.nproc();
		this.lowest = -this.cap;
		this.highest = settings.last() + MOST_BATCH;
		this.tailSeq = sequence("tailSeq");
		this.tailOwner = owner("tailOwner");
		this.stampSeq = this.variables.addArray("stamp.seq", this.cap, this.lowest, this.highest);
		this.stampState = this.variables.addArray("stamp.state", this.cap, StampState.values());
		this.stampOwner = this.variables.addArray("stamp.owner", this.cap, 0, this.nobody);
		this.position = this.variables.addArray("position", settings.groups(), 0, this.highest);
		this.dead = this.variables.addArray("dead", this.nobody + 1, 0, 1);
		this.right = owner("right");
		this.kills = this.variables.add("kills", 0, settings.kills());
		this.lives = this.variables.add("lives", 0, settings.lives());
		this.restarts = this.variables.add("restarts", 0, settings.restarts());
		this.payload = this.variables.addArray("payload", this.cap, -1, this.highest);
		this.committed = this.variables.addArray("committed", this.highest + 1, 0, 1);
		this.running = this.variables.add("running", 0, this.nobody);
		this.drained = this.variables.add("drained", 0, settings.groups());
	}

	int sequence(String name) {
		return this.variables.add(name, 0, this.highest);
	}

	int owner(String name) {
		return this.variables.add(name, 0, this.nobody);
	}

	void start(int[] v) {
		v[this.tailOwner] = this.nobody;
		v[this.right] = this.nobody;
		v[this.kills] = this.settings.kills();
		v[this.lives] = this.settings.lives();
		v[this.restarts] = this.settings.restarts();
		v[this.running] = this.settings.nproc();
		for (int slot = 0; slot < this.cap; slot++) {
			v[this.stampSeq + slot] = slot - this.cap;
			v[this.stampState + slot] = PUBLISHED;
			v[this.stampOwner + slot] = this.nobody;
			v[this.payload + slot] = -1;
		}
	}

	boolean mutant(ClaimMutant mutant) {
		return this.settings.mutant() == mutant;
	}

	int slot(int sequence) {
		return sequence % this.cap;
	}

	int seq(int[] v, int sequence) {
		return v[this.stampSeq + slot(sequence)];
	}

	int state(int[] v, int sequence) {
		return v[this.stampState + slot(sequence)];
	}

	int owner(int[] v, int sequence) {
		return v[this.stampOwner + slot(sequence)];
	}

	boolean is(int[] v, int sequence, int state) {
		return seq(v, sequence) == sequence && state(v, sequence) == state;
	}

	void set(int[] v, int sequence, int state, int owner) {
		int slot = slot(sequence);
		v[this.stampSeq + slot] = sequence;
		v[this.stampState + slot] = state;
		v[this.stampOwner + slot] = owner;
	}

	int gate(int[] v) {
		int gate = v[this.position];
		for (int group = 1; group < this.settings.groups(); group++) {
			gate = Math.min(gate, v[this.position + group]);
		}
		return gate;
	}

	boolean isDead(int[] v, int participant) {
		return v[this.dead + participant] != 0;
	}

	/** Stamp of a slot as one process has read it. */
	final class Seen {

		private final int seq;

		private final int state;

		private final int owner;

		Seen(String process) {
			this.seq = ClaimVariables.this.variables.add(process + ".seen.seq", ClaimVariables.this.lowest,
					ClaimVariables.this.highest);
			this.state = ClaimVariables.this.variables.add(process + ".seen.state", StampState.values());
			this.owner = ClaimVariables.this.variables.add(process + ".seen.owner", 0, ClaimVariables.this.nobody);
		}

		void read(int[] v, int sequence) {
			v[this.seq] = ClaimVariables.this.seq(v, sequence);
			v[this.state] = ClaimVariables.this.state(v, sequence);
			v[this.owner] = ClaimVariables.this.owner(v, sequence);
		}

		void clear(int[] v) {
			v[this.seq] = 0;
			v[this.state] = 0;
			v[this.owner] = 0;
		}

		/** The compare of a compare-and-set. */
		boolean isSame(int[] v, int sequence) {
			return v[this.seq] == ClaimVariables.this.seq(v, sequence)
					&& v[this.state] == ClaimVariables.this.state(v, sequence)
					&& v[this.owner] == ClaimVariables.this.owner(v, sequence);
		}

		int seq(int[] v) {
			return v[this.seq];
		}

		int owner(int[] v) {
			return v[this.owner];
		}

		boolean is(int[] v, int sequence, int state) {
			return v[this.seq] == sequence && v[this.state] == state;
		}

	}

}
