package io.mmapring.model;

/** A consumer that delivers, passes, repairs, and stores its group's position. */
final class ClaimConsumer extends Actor {

	/** The step that comes next. */
	enum Step {

		LOOK, TAIL, STAMP, PUBLISHED, FOLLOWS, SKIPPED, DEATH, REPAIR, POSITION, STORE, DRAINED, STOPPED

	}

	private static final Step[] STEPS = Step.values();

	private static final int WAYS = 4;

	private final ClaimVariables ring;

	private final int next;

	/** Sequence that is looked at. */
	private final int c;

	private final int t;

	private final int o;

	/** Whether a FOLLOWS at c belongs to a published head. */
	private final int whole;

	private final StampedSlots.Seen seen;

	private final int position;

	/** First of the mutant's old verdicts, or none. */
	private final int was;

	ClaimConsumer(ClaimVariables ring, int group) {
		super("consumer" + group, ring.variables.add("consumer" + group + ".next", STEPS));
		String name = name();
		this.ring = ring;
		this.next = next();
		this.c = ring.sequence(name + ".c");
		this.t = ring.sequence(name + ".t");
		this.o = ring.owner(name + ".o");
		this.whole = ring.variables.add(name + ".whole", 0, 1);
		this.seen = ring.new Seen(name);
		this.position = ring.position + group;
		this.was = ring.mutant(ClaimMutant.OLD_VERDICT)
				? ring.variables.addArray(name + ".was", ring.settings.nproc() + 1, 0, 1) : -1;
	}

	void start(int[] v) {
		v[this.whole] = 1;
	}

	@Override
	boolean mayStop(int[] v) {
		return is(v, Step.STOPPED);
	}

	@Override
	boolean step(int[] v, Choice choice) {
		return switch (STEPS[v[this.next]]) {
			case LOOK -> look(v, choice);
			case TAIL -> tail(v);
			case STAMP -> stamp(v);
			case PUBLISHED -> published(v);
			case FOLLOWS -> follows(v);
			case SKIPPED -> skipped(v);
			case DEATH -> death(v);
			case REPAIR -> repair(v);
			case POSITION -> position(v);
			case STORE -> store(v);
			case DRAINED -> drained(v);
			case STOPPED -> false;
		};
	}

	private boolean look(int[] v, Choice choice) {
		return switch (choice.pick(WAYS)) {
			case 0 ->
				v[this.ring.running] == 0 && v[this.c] == v[this.ring.tailSeq] && forget(v) && go(v, Step.DRAINED);
			case 1 -> restart(v);
			case 2 -> this.was >= 0 && remember(v);
			default -> isReady(v) && go(v, Step.TAIL);
		};
	}

	/** What the process knew is of no use once its group is drained. */
	private boolean forget(int[] v) {
		v[this.c] = 0;
		v[this.whole] = 0;
		return true;
	}

	/** The consumer is killed, and another one takes its group. */
	private boolean restart(int[] v) {
		if (v[this.ring.restarts] == 0) {
			return false;
		}
		v[this.ring.restarts]--;
		v[this.c] = v[this.position];
		v[this.whole] = 1;
		return true;
	}

	private boolean remember(int[] v) {
		boolean any = false;
		for (int participant = 0; participant < this.ring.settings.nproc(); participant++) {
			any |= v[this.was + participant] != v[this.ring.dead + participant];
			v[this.was + participant] = v[this.ring.dead + participant];
		}
		return any;
	}

	/** Something to act on: it only saves idle rounds. */
	private boolean isReady(int[] v) {
		int sequence = v[this.c];
		if (this.ring.seq(v, sequence) == sequence) {
			return this.ring.state(v, sequence) != ClaimVariables.CLAIMED || isDead(v, this.ring.owner(v, sequence));
		}
		return isBelow(v, v[this.ring.tailSeq]) && isDead(v, v[this.ring.tailOwner]);
	}

	private boolean isBelow(int[] v, int tail) {
		return v[this.c] < tail || this.ring.mutant(ClaimMutant.ABOVE_TAIL);
	}

	private boolean isDead(int[] v, int participant) {
		if (this.ring.mutant(ClaimMutant.ROB)) {
			return true;
		}
		return (this.was >= 0) ? v[this.was + participant] != 0 : this.ring.isDead(v, participant);
	}

	private boolean tail(int[] v) {
		v[this.t] = v[this.ring.tailSeq];
		v[this.o] = v[this.ring.tailOwner];
		return go(v, Step.STAMP);
	}

	private boolean stamp(int[] v) {
		int sequence = v[this.c];
		this.seen.read(v, sequence);
		Violation.check(this.seen.seq(v) <= sequence, "no group is lapped");
		if (this.seen.is(v, sequence, ClaimVariables.PUBLISHED)) {
			return go(v, Step.PUBLISHED);
		}
		if (this.seen.is(v, sequence, ClaimVariables.FOLLOWS)) {
			return go(v, Step.FOLLOWS);
		}
		return go(v, this.seen.is(v, sequence, ClaimVariables.SKIPPED) ? Step.SKIPPED : Step.DEATH);
	}

	private boolean published(int[] v) {
		checkWhole(v);
		v[this.whole] = 1;
		return pass(v);
	}

	private boolean follows(int[] v) {
		if (v[this.whole] != 0) {
			checkWhole(v);
		}
		else {
			checkNotCommitted(v);
		}
		return pass(v);
	}

	private boolean skipped(int[] v) {
		checkNotCommitted(v);
		v[this.whole] = 0;
		return pass(v);
	}

	private void checkWhole(int[] v) {
		Violation.check(v[this.ring.committed + v[this.c]] != 0, "what is delivered was published");
		Violation.check(v[this.ring.payload + this.ring.slot(v[this.c])] == v[this.c],
				"what is delivered is what was written");
	}

	private void checkNotCommitted(int[] v) {
		Violation.check(v[this.ring.committed + v[this.c]] == 0, "what was published is delivered");
	}

	private boolean pass(int[] v) {
		v[this.c]++;
		return toPosition(v);
	}

	private boolean death(int[] v) {
		int sequence = v[this.c];
		boolean claimed = this.seen.is(v, sequence, ClaimVariables.CLAIMED) && isDead(v, this.seen.owner(v));
		boolean unnamed = this.seen.seq(v) < sequence && isBelow(v, v[this.t]) && isDead(v, v[this.o]);
		return (claimed || unnamed) ? go(v, Step.REPAIR) : toPosition(v);
	}

	private boolean repair(int[] v) {
		if (this.seen.isSame(v, v[this.c])) {
			checkNotCommitted(v);
			if (!this.ring.mutant(ClaimMutant.LATE_TAIL)) {
				Violation.check(v[this.c] < v[this.ring.tailSeq], "nothing is stamped at or above the tail");
			}
			this.ring.set(v, v[this.c], ClaimVariables.SKIPPED, this.seen.owner(v));
		}
		return toPosition(v);
	}

	private boolean toPosition(int[] v) {
		v[this.t] = 0;
		v[this.o] = 0;
		this.seen.clear(v);
		boolean look = v[this.whole] == 0 && !this.ring.mutant(ClaimMutant.STORE_ANYWHERE);
		return go(v, look ? Step.POSITION : Step.STORE);
	}

	/** Never store a position in the rest of a batch that was never published. */
	private boolean position(int[] v) {
		return go(v, this.ring.is(v, v[this.c], ClaimVariables.FOLLOWS) ? Step.LOOK : Step.STORE);
	}

	private boolean store(int[] v) {
		v[this.position] = v[this.c];
		return go(v, Step.LOOK);
	}

	private boolean drained(int[] v) {
		v[this.ring.drained]++;
		return go(v, Step.STOPPED);
	}

}
