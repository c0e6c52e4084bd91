package io.mmapring.model;

/**
 * The thread of a member that takes shards and gives them back. Which ones it should have
 * is left open: whatever it decides must be safe.
 */
final class ShareKeeper extends Actor {

	/** The step that comes next. */
	enum Step {

		LOOK, TAKE, WANT, ASK, STOPPED

	}

	private static final Step[] STEPS = Step.values();

	private static final int WAYS = 3;

	private final ShareMember member;

	private final ShareVariables ring;

	/** Shard that is looked at. */
	private final int s;

	ShareKeeper(ShareMember member) {
		super(member.name() + ".keeper", member.ring.variables.add(member.name() + ".keeper.next", STEPS));
		this.member = member;
		this.ring = member.ring;
		this.s = this.ring.variables.add(name() + ".s", 0, this.ring.shards - 1);
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
			v[this.s] = 0;
			v[this.member.wanted] = 0;
			return go(v, Step.STOPPED);
		}
		return switch (STEPS[v[next()]]) {
			case LOOK -> look(v, choice.pick(this.ring.shards), choice.pick(WAYS));
			case TAKE -> take(v);
			case WANT -> want(v);
			case ASK -> ask(v);
			case STOPPED -> false;
		};
	}

	private boolean look(int[] v, int shard, int way) {
		boolean wanted = ShareMember.has(v[this.member.wanted], shard);
		boolean owned = this.ring.isOwner(v, shard, this.member.number);
		return switch (way) {
			case 0 -> wanted && v[this.ring.moves] > 0 && askBack(v, shard);
			case 1 -> owned && !wanted && isUnread(v, shard) && letGo(v, shard);
			default -> mayTake(v, shard) && look(v, shard);
		};
	}

	/** Only an answer to what was asked last says that the poller knows of it. */
	private boolean isUnread(int[] v, int shard) {
		boolean answered = v[this.member.asked] == 0 || this.ring.mutant(ShareMutant.NO_ANSWER);
		boolean read = ShareMember.has(v[this.member.read], shard);
		return (answered && !read) || this.ring.mutant(ShareMutant.LET_GO_READ);
	}

	private boolean mayTake(int[] v, int shard) {
		boolean robbed = this.ring.mutant(ShareMutant.ROB) && !this.ring.isOwner(v, shard, this.member.number);
		return this.ring.isFree(v, shard) || robbed;
	}

	private boolean askBack(int[] v, int shard) {
		v[this.ring.moves]--;
		v[this.member.wanted] &= ~(1 << shard);
		return go(v, Step.ASK);
	}

	/** Under the admin lock. */
	private boolean letGo(int[] v, int shard) {
		v[this.ring.owner + shard] = 0;
		return true;
	}

	private boolean look(int[] v, int shard) {
		v[this.s] = shard;
		if (this.ring.mutant(ShareMutant.EARLY_POSITION)) {
			v[this.member.at + shard] = v[this.ring.position + shard];
		}
		return go(v, Step.TAKE);
	}

	/** Under the admin lock: look again, and take. */
	private boolean take(int[] v) {
		int shard = v[this.s];
		if (!mayTake(v, shard) && !this.ring.mutant(ShareMutant.OLD_LOOK)) {
			v[this.s] = 0;
			return go(v, Step.LOOK);
		}
		v[this.ring.owner + shard] = this.member.number + 1;
		return go(v, Step.WANT);
	}

	private boolean want(int[] v) {
		v[this.member.wanted] |= 1 << v[this.s];
		v[this.s] = 0;
		return go(v, Step.ASK);
	}

	private boolean ask(int[] v) {
		v[this.member.asked]++;
		return go(v, Step.LOOK);
	}

}
