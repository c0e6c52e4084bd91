package io.mmapring.model;

/**
 * What the processes of the slot protocol share, and what is only noted to be asserted.
 * The names are those of the specification.
 */
final class ClaimVariables extends StampedSlots {

	final ClaimSettings settings;

	final int position;

	final int right;

	final int lives;

	final int restarts;

	final int payload;

	final int drained;

	ClaimVariables(ClaimSettings settings) {
		super(settings.cap(), settings.last(), settings.nproc(), settings.kills());
		this.settings = settings;
		this.position = this.variables.addArray("position", settings.groups(), 0, this.highest);
		this.right = owner("right");
		this.lives = this.variables.add("lives", 0, settings.lives());
		this.restarts = this.variables.add("restarts", 0, settings.restarts());
		this.payload = this.variables.addArray("payload", this.cap, -1, this.highest);
		this.drained = this.variables.add("drained", 0, settings.groups());
	}

	void start(int[] v) {
		start(v, this.settings.kills());
		v[this.right] = this.nobody;
		v[this.lives] = this.settings.lives();
		v[this.restarts] = this.settings.restarts();
		for (int slot = 0; slot < this.cap; slot++) {
			v[this.payload + slot] = -1;
		}
	}

	boolean mutant(ClaimMutant mutant) {
		return this.settings.mutant() == mutant;
	}

	int gate(int[] v) {
		int gate = v[this.position];
		for (int group = 1; group < this.settings.groups(); group++) {
			gate = Math.min(gate, v[this.position + group]);
		}
		return gate;
	}

}
