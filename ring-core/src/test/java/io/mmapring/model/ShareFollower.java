package io.mmapring.model;

/** The consumer of a group that stays behind another one, shard by shard. */
final class ShareFollower extends Actor {

	/** The step that comes next. */
	enum Step {

		BARRIER, TAKE, STOPPED

	}

	private static final Step[] STEPS = Step.values();

	private final ShareVariables ring;

	private final int s;

	private final int least;

	ShareFollower(ShareVariables ring) {
		super("follower", ring.variables.add("follower.next", STEPS));
		this.ring = ring;
		this.s = ring.variables.add("follower.s", 0, ring.shards);
		this.least = ring.sequence("follower.least");
	}

	void start(int[] v) {
		if (this.ring.settings.has("FOLLOW")) {
			v[this.least] = this.ring.last;
			go(v, Step.BARRIER);
		}
		else {
			go(v, Step.STOPPED);
		}
	}

	@Override
	boolean mayStop(int[] v) {
		return is(v, Step.STOPPED);
	}

	@Override
	boolean step(int[] v, Choice choice) {
		return switch (STEPS[v[next()]]) {
			case BARRIER -> barrier(v);
			case TAKE -> take(v);
			case STOPPED -> false;
		};
	}

	private boolean barrier(int[] v) {
		boolean looks = !this.ring.mutant(ShareMutant.BARRIER_TAIL)
				&& (v[this.s] == 0 || !this.ring.mutant(ShareMutant.BARRIER_FIRST));
		int end = looks ? v[this.ring.position + v[this.s]] : v[this.ring.tail];
		v[this.least] = Math.min(v[this.least], end);
		return ++v[this.s] < this.ring.shards || go(v, Step.TAKE);
	}

	/** One event, then look again. */
	private boolean take(int[] v) {
		int sequence = v[this.ring.following];
		if (sequence < v[this.least]) {
			Violation.check(v[this.ring.tail] - sequence <= this.ring.settings.get("CAP"), "no group is lapped");
			Violation.check(v[this.ring.handed + sequence] != 0, "what follows comes after");
			Violation.check(v[this.ring.position + this.ring.shardOf(sequence)] > sequence, "what follows comes after");
			v[this.ring.following]++;
		}
		v[this.s] = 0;
		boolean done = v[this.ring.following] == this.ring.last;
		v[this.least] = done ? 0 : this.ring.last;
		return go(v, done ? Step.STOPPED : Step.BARRIER);
	}

}
