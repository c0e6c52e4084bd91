package io.mmapring.model;

/**
 * Size of the slot protocol's model, under the names of the flags of its specification.
 *
 * @param cap slots in the ring
 * @param last producers stop once the tail reaches this sequence
 * @param nproc participants that produce
 * @param groups consumer groups; each repairs
 * @param kills kills of producers and sweepers, all together
 * @param lives processes that take up a dead one's number, after the sweep
 * @param restarts kills of consumers; a successor goes on at the stored position
 * @param abandon whether claims may be given up
 * @param single whether there is one producer at a time
 * @param mutant what is wrong
 */
record ClaimSettings(int cap, int last, int nproc, int groups, int kills, int lives, int restarts, boolean abandon,
		boolean single, ClaimMutant mutant) {

	/** What the specification sets without flags. */
	static ClaimSettings defaults() {
		return new ClaimSettings(3, 6, 2, 1, 3, 0, 0, false, false, ClaimMutant.NONE);
	}

	ClaimSettings cap(int cap) {
		return new ClaimSettings(cap, this.last, this.nproc, this.groups, this.kills, this.lives, this.restarts,
				this.abandon, this.single, this.mutant);
	}

	ClaimSettings last(int last) {
		return new ClaimSettings(this.cap, last, this.nproc, this.groups, this.kills, this.lives, this.restarts,
				this.abandon, this.single, this.mutant);
	}

	ClaimSettings nproc(int nproc) {
		return new ClaimSettings(this.cap, this.last, nproc, this.groups, this.kills, this.lives, this.restarts,
				this.abandon, this.single, this.mutant);
	}

	ClaimSettings groups(int groups) {
		return new ClaimSettings(this.cap, this.last, this.nproc, groups, this.kills, this.lives, this.restarts,
				this.abandon, this.single, this.mutant);
	}

	ClaimSettings kills(int kills) {
		return new ClaimSettings(this.cap, this.last, this.nproc, this.groups, kills, this.lives, this.restarts,
				this.abandon, this.single, this.mutant);
	}

	ClaimSettings lives(int lives) {
		return new ClaimSettings(this.cap, this.last, this.nproc, this.groups, this.kills, lives, this.restarts,
				this.abandon, this.single, this.mutant);
	}

	ClaimSettings restarts(int restarts) {
		return new ClaimSettings(this.cap, this.last, this.nproc, this.groups, this.kills, this.lives, restarts,
				this.abandon, this.single, this.mutant);
	}

	ClaimSettings abandoning() {
		return new ClaimSettings(this.cap, this.last, this.nproc, this.groups, this.kills, this.lives, this.restarts,
				true, this.single, this.mutant);
	}

	ClaimSettings singleProducer() {
		return new ClaimSettings(this.cap, this.last, this.nproc, this.groups, this.kills, this.lives, this.restarts,
				this.abandon, true, this.mutant);
	}

	ClaimSettings mutant(ClaimMutant mutant) {
		return new ClaimSettings(this.cap, this.last, this.nproc, this.groups, this.kills, this.lives, this.restarts,
				this.abandon, this.single, mutant);
	}

	/** The flags for the specification that say the same. */
	@Override
	public String toString() {
		StringBuilder flags = new StringBuilder();
		ClaimSettings defaults = defaults();
		flag(flags, "CAP", this.cap, defaults.cap);
		flag(flags, "LAST", this.last, defaults.last);
		flag(flags, "NPROC", this.nproc, defaults.nproc);
		flag(flags, "GROUPS", this.groups, defaults.groups);
		flag(flags, "KILLS", this.kills, defaults.kills);
		flag(flags, "LIVES", this.lives, defaults.lives);
		flag(flags, "RESTARTS", this.restarts, defaults.restarts);
		flags.append(this.abandon ? " -DABANDON" : "").append(this.single ? " -DSINGLE" : "");
		flags.append((this.mutant != ClaimMutant.NONE) ? " -DMUT_" + this.mutant : "");
		return flags.toString().strip();
	}

	private static void flag(StringBuilder flags, String name, int value, int otherwise) {
		if (value != otherwise) {
			flags.append(" -D").append(name).append('=').append(value);
		}
	}

}
