package io.mmapring.model;

/**
 * A tail that names the owner of the newest claim, and slots with a stamp each: what the
 * models of claims and of the floor have in common.
 */
abstract class StampedSlots {

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

	final int cap;

	final int nobody;

	final int lowest;

	final int highest;

	final int tailSeq;

	final int tailOwner;

	final int stampSeq;

	final int stampState;

	final int stampOwner;

	final int dead;

	final int kills;

	final int committed;

	final int running;

	StampedSlots(int cap, int last, int nproc, int kills) {
		this.cap = cap;
		this.nobody = nproc;
		this.lowest = -cap;
		this.highest = last + MOST_BATCH;
		this.tailSeq = sequence("tailSeq");
		this.tailOwner = owner("tailOwner");
		this.stampSeq = this.variables.addArray("stamp.seq", cap, this.lowest, this.highest);
		this.stampState = this.variables.addArray("stamp.state", cap, StampState.values());
		this.stampOwner = this.variables.addArray("stamp.owner", cap, 0, this.nobody);
		this.dead = this.variables.addArray("dead", this.nobody + 1, 0, 1);
		this.kills = this.variables.add("kills", 0, kills);
		this.committed = this.variables.addArray("committed", this.highest + 1, 0, 1);
		this.running = this.variables.add("running", 0, this.nobody);
	}

	final int sequence(String name) {
		return this.variables.add(name, 0, this.highest);
	}

	final int owner(String name) {
		return this.variables.add(name, 0, this.nobody);
	}

	final void start(int[] v, int kills) {
		v[this.tailOwner] = this.nobody;
		v[this.kills] = kills;
		v[this.running] = this.nobody;
		for (int slot = 0; slot < this.cap; slot++) {
			v[this.stampSeq + slot] = slot - this.cap;
			v[this.stampState + slot] = PUBLISHED;
			v[this.stampOwner + slot] = this.nobody;
		}
	}

	final int slot(int sequence) {
		return sequence % this.cap;
	}

	final int seq(int[] v, int sequence) {
		return v[this.stampSeq + slot(sequence)];
	}

	final int state(int[] v, int sequence) {
		return v[this.stampState + slot(sequence)];
	}

	final int owner(int[] v, int sequence) {
		return v[this.stampOwner + slot(sequence)];
	}

	final boolean is(int[] v, int sequence, int state) {
		return seq(v, sequence) == sequence && state(v, sequence) == state;
	}

	final void set(int[] v, int sequence, int state, int owner) {
		int slot = slot(sequence);
		v[this.stampSeq + slot] = sequence;
		v[this.stampState + slot] = state;
		v[this.stampOwner + slot] = owner;
	}

	final boolean isDead(int[] v, int participant) {
		return v[this.dead + participant] != 0;
	}

	/** Stamp of a slot as one process has read it. */
	final class Seen {

		private final int seq;

		private final int state;

		private final int owner;

		Seen(String process) {
			this.seq = StampedSlots.this.variables.add(process + ".seen.seq", StampedSlots.this.lowest,
					StampedSlots.this.highest);
			this.state = StampedSlots.this.variables.add(process + ".seen.state", StampState.values());
			this.owner = StampedSlots.this.variables.add(process + ".seen.owner", 0, StampedSlots.this.nobody);
		}

		void read(int[] v, int sequence) {
			v[this.seq] = StampedSlots.this.seq(v, sequence);
			v[this.state] = StampedSlots.this.state(v, sequence);
			v[this.owner] = StampedSlots.this.owner(v, sequence);
		}

		void clear(int[] v) {
			v[this.seq] = 0;
			v[this.state] = 0;
			v[this.owner] = 0;
		}

		/** The compare of a compare-and-set. */
		boolean isSame(int[] v, int sequence) {
			return v[this.seq] == StampedSlots.this.seq(v, sequence)
					&& v[this.state] == StampedSlots.this.state(v, sequence)
					&& v[this.owner] == StampedSlots.this.owner(v, sequence);
		}

		int seq(int[] v) {
			return v[this.seq];
		}

		int state(int[] v) {
			return v[this.state];
		}

		int owner(int[] v) {
			return v[this.owner];
		}

		boolean is(int[] v, int sequence, int state) {
			return v[this.seq] == sequence && v[this.state] == state;
		}

	}

}
