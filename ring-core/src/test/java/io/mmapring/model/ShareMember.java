package io.mmapring.model;

/** What the two threads of a member share, and how it is killed. */
final class ShareMember {

	static final int MOST_ASKS = 7;

	final ShareVariables ring;

	final int number;

	/** Shards that the keeper wants to be read; the keeper's. */
	final int wanted;

	/** Shards that are read; the poller's. */
	final int read;

	/**
	 * How often the keeper has asked the poller to look at what is wanted, unanswered.
	 */
	final int asked;

	/** Where each shard is, in the member's memory. */
	final int at;

	ShareMember(ShareVariables ring, int number) {
		this.ring = ring;
		this.number = number;
		this.wanted = ring.set(name() + ".wanted");
		this.read = ring.set(name() + ".read");
		this.asked = ring.variables.add(name() + ".asked", 0, MOST_ASKS);
		this.at = ring.variables.addArray(name() + ".at", ring.shards, 0, ring.last);
	}

	/** The first member has all shards from the start. */
	void start(int[] v) {
		if (this.number == 0) {
			v[this.wanted] = (1 << this.ring.shards) - 1;
			v[this.read] = v[this.wanted];
		}
	}

	String name() {
		return "member" + this.number;
	}

	boolean isDead(int[] v) {
		return v[this.ring.dead + this.number] != 0;
	}

	boolean isDone(int[] v) {
		return isDead(v) || this.ring.isDrained(v);
	}

	static boolean has(int set, int shard) {
		return (set & (1 << shard)) != 0;
	}

	void forget(int[] v) {
		v[this.wanted] = 0;
		v[this.read] = 0;
		v[this.asked] = 0;
		for (int shard = 0; shard < this.ring.shards; shard++) {
			v[this.at + shard] = 0;
		}
	}

}
