package io.mmapring.model;

/**
 * The thread of a member that reads the ring once, for all its shards.
 */
final class SharePoller extends Actor {

	/** The step that comes next. */
	enum Step {

		ASKED, WANTED, COME, READ, ANSWER, LOOK, STORE, STOPPED

	}

	private static final Step[] STEPS = Step.values();

	private final ShareMember member;

	private final ShareVariables ring;

	/** Sequence that is looked at; all below is passed. */
	private final int c;

	/** Shard that comes, or is stored. */
	private final int s;

	/** The set that is switched to, or stored. */
	private final int set;

	/** Whether the poll has passed anything. */
	private final int moved;

	/** The question that is answered. */
	private final int a;

	SharePoller(ShareMember member) {
		super(member.name() + ".poller", member.ring.variables.add(member.name() + ".poller.next", STEPS));
		this.member = member;
		this.ring = member.ring;
		this.c = this.ring.sequence(name() + ".c");
		this.s = this.ring.variables.add(name() + ".s", 0, this.ring.shards);
		this.set = this.ring.set(name() + ".set");
		this.moved = this.ring.variables.add(name() + ".moved", 0, 1);
		this.a = this.ring.variables.add(name() + ".a", 0, ShareMember.MOST_ASKS);
	}

	@Override
	boolean mayStop(int[] v) {
		return is(v, Step.STOPPED);
	}

	@Override
	boolean step(int[] v, Choice choice) {
		if (mayStop(v)) {
			return false;
		}
		if (this.member.isDone(v)) {
			return end(v);
		}
		return switch (STEPS[v[next()]]) {
			case ASKED -> asked(v);
			case WANTED -> wanted(v);
			case COME -> come(v);
			case READ -> read(v);
			case ANSWER -> answer(v);
			case LOOK -> look(v, choice);
			case STORE -> store(v);
			case STOPPED -> false;
		};
	}

	private boolean end(int[] v) {
		v[this.c] = 0;
		v[this.s] = 0;
		v[this.set] = 0;
		v[this.a] = 0;
		v[this.moved] = 0;
		this.member.forget(v);
		return go(v, Step.STOPPED);
	}

	private boolean asked(int[] v) {
		v[this.a] = v[this.member.asked];
		return (v[this.a] != 0) ? go(v, Step.WANTED) : begin(v);
	}

	private boolean wanted(int[] v) {
		v[this.set] = v[this.member.wanted];
		return go(v, (v[this.set] != v[this.member.read]) ? Step.COME : Step.ANSWER);
	}

	/** Where the shards are that came. */
	private boolean come(int[] v) {
		int shard = v[this.s];
		boolean came = ShareMember.has(v[this.set], shard) && !ShareMember.has(v[this.member.read], shard);
		if (came && !this.ring.mutant(ShareMutant.EARLY_POSITION)) {
			v[this.member.at + shard] = v[this.ring.position + shard];
		}
		else if (!ShareMember.has(v[this.set], shard)) {
			v[this.member.at + shard] = 0;
		}
		if (++v[this.s] == this.ring.shards) {
			v[this.s] = 0;
			return go(v, Step.READ);
		}
		return true;
	}

	private boolean read(int[] v) {
		v[this.member.read] = v[this.set];
		return go(v, Step.ANSWER);
	}

	private boolean answer(int[] v) {
		v[this.member.asked] -= v[this.a];
		v[this.set] = 0;
		return begin(v);
	}

	/** From the least position upwards. */
	private boolean begin(int[] v) {
		v[this.a] = 0;
		if (v[this.member.read] == 0) {
			return go(v, Step.ASKED);
		}
		int least = this.ring.last;
		for (int shard = 0; shard < this.ring.shards; shard++) {
			if (ShareMember.has(v[this.member.read], shard)) {
				least = Math.min(least, v[this.member.at + shard]);
			}
		}
		v[this.c] = least;
		return go(v, Step.LOOK);
	}

	/** Take the next event, or end the poll. */
	private boolean look(int[] v, Choice choice) {
		int sequence = v[this.c];
		if (choice.pick(2) == 1) {
			return (v[this.moved] != 0 || v[this.member.asked] != 0) && !isStoredFirst(v, sequence) && toStore(v);
		}
		if (sequence == v[this.ring.tail]) {
			return false;
		}
		v[this.moved] = 1;
		Violation.check(v[this.ring.tail] - sequence <= this.ring.settings.get("CAP"), "no group is lapped");
		int shard = this.ring.shardOf(sequence);
		if (ShareMember.has(v[this.member.read], shard) && v[this.member.at + shard] <= sequence) {
			if (this.ring.mutant(ShareMutant.STORE_FIRST) && v[this.ring.position + shard] <= sequence) {
				v[this.ring.position + shard] = sequence + 1;
				return true;
			}
			hand(v, sequence, shard);
		}
		v[this.c]++;
		return true;
	}

	/** Whether the mutant has stored what it is about to hand out. */
	private boolean isStoredFirst(int[] v, int sequence) {
		return this.ring.mutant(ShareMutant.STORE_FIRST) && sequence < this.ring.last
				&& v[this.ring.position + this.ring.shardOf(sequence)] > sequence
				&& v[this.ring.handed + sequence] == 0;
	}

	private void hand(int[] v, int sequence, int shard) {
		Violation.check(this.ring.isOwner(v, shard, this.member.number), "who reads a shard owns it");
		Violation.check(v[this.ring.handed + sequence] == 0, "no event is handed out twice");
		v[this.ring.handed + sequence] = this.member.number + 1;
	}

	private boolean toStore(int[] v) {
		v[this.moved] = 0;
		v[this.set] = this.ring.mutant(ShareMutant.STORE_ALL) ? (1 << this.ring.shards) - 1 : v[this.member.read];
		if (this.ring.mutant(ShareMutant.UNREAD_EARLY)) {
			v[this.member.read] &= v[this.member.wanted];
			v[this.member.asked] = 0;
		}
		return go(v, Step.STORE);
	}

	private boolean store(int[] v) {
		int shard = v[this.s];
		int to = v[this.c];
		boolean further = v[this.member.at + shard] < to || this.ring.mutant(ShareMutant.STORE_BACK);
		if (ShareMember.has(v[this.set], shard) && further) {
			checkStore(v, shard, to);
			v[this.ring.position + shard] = to;
			v[this.member.at + shard] = to;
		}
		if (++v[this.s] == this.ring.shards) {
			v[this.s] = 0;
			v[this.c] = 0;
			v[this.set] = 0;
			return go(v, Step.ASKED);
		}
		return true;
	}

	private void checkStore(int[] v, int shard, int to) {
		Violation.check(this.ring.isOwner(v, shard, this.member.number), "only the owner stores a position");
		Violation.check(to >= v[this.ring.position + shard], "no position goes back");
		for (int sequence = shard; sequence < to; sequence += this.ring.shards) {
			Violation.check(v[this.ring.handed + sequence] != 0, "no event is lost");
		}
	}

}
