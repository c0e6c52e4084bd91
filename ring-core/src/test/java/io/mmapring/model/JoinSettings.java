package io.mmapring.model;

import java.util.EnumSet;
import java.util.Set;

/**
 * Size of the model of gate and join, under the names of the flags of its specification.
 *
 * @param cap slots in the ring
 * @param last producers stop once the tail reaches this sequence
 * @param nproc producers, each with a gate of its own
 * @param joins attempts to join; each but the last may be killed half-way
 * @param flags what else may happen
 * @param mutant what is wrong
 */
record JoinSettings(int cap, int last, int nproc, int joins, Set<Flag> flags, JoinMutant mutant) {

	/** What else may happen. */
	enum Flag {

		/** The group that is there from the start may be evicted. */
		EVICT,

		/** No group is there from the start. */
		NOGROUP,

		/** Without a group producers pass the oldest events themselves. */
		OVERWRITE,

		/** A group may start behind what is finished. */
		LATEST,

		/** Claim and publish are two steps. */
		CLAIMS,

		/** Both groups are there from the start, and the second goes back once. */
		SEEK

	}

	/** What the specification sets without flags. */
	static JoinSettings defaults() {
		return new JoinSettings(2, 5, 2, 2, Set.of(), JoinMutant.NONE);
	}

	JoinSettings last(int last) {
		return new JoinSettings(this.cap, last, this.nproc, this.joins, this.flags, this.mutant);
	}

	JoinSettings nproc(int nproc) {
		return new JoinSettings(this.cap, this.last, nproc, this.joins, this.flags, this.mutant);
	}

	JoinSettings joins(int joins) {
		return new JoinSettings(this.cap, this.last, this.nproc, joins, this.flags, this.mutant);
	}

	JoinSettings with(Flag... flags) {
		Set<Flag> all = EnumSet.noneOf(Flag.class);
		all.addAll(this.flags);
		all.addAll(Set.of(flags));
		return new JoinSettings(this.cap, this.last, this.nproc, this.joins, all, this.mutant);
	}

	JoinSettings mutant(JoinMutant mutant) {
		return new JoinSettings(this.cap, this.last, this.nproc, this.joins, this.flags, mutant);
	}

	boolean has(Flag flag) {
		return this.flags.contains(flag);
	}

	/** The flags for the specification that say the same. */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		JoinSettings defaults = defaults();
		for (Flag flag : EnumSet.allOf(Flag.class)) {
			text.append(has(flag) ? " -D" + flag : "");
		}
		text.append((this.last != defaults.last) ? " -DLAST=" + this.last : "");
		text.append((this.nproc != defaults.nproc) ? " -DNPROC=" + this.nproc : "");
		text.append((this.joins != defaults.joins) ? " -DJOINS=" + this.joins : "");
		text.append((this.mutant != JoinMutant.NONE) ? " -DMUT_" + this.mutant : "");
		return text.toString().strip();
	}

}
