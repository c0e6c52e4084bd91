package io.mmapring.model;

/**
 * A producer, and whoever takes up its number after a kill. One method for each step of
 * the specification that touches what is shared; where that allows a kill before the
 * step, so does this.
 */
final class ClaimProducer extends Actor {

	/** The step that comes next. */
	enum Step {

		TAKEOVER, AGAIN, GATE, DOWN, UP, NAME, CLAIM, FILL, HEAD, REST, FINISH, LATE_TAIL, KILLED, SWEEP, SWEEP_READ,
		SWEEP_SKIP, RIGHT, ALIVE, STOP, STOPPED

	}

	private static final Step[] STEPS = Step.values();

	private final ClaimVariables ring;

	private final int me;

	private final int batch;

	private final int next;

	/** Sequence of the claim; end of the sweep. */
	private final int t;

	/** Owner of the newest claim as read with the tail. */
	private final int o;

	/** Sequence that is named or swept. */
	private final int x;

	private final int i;

	private final int giveUp;

	private final StampedSlots.Seen seen;

	ClaimProducer(ClaimVariables ring, int me, int batch) {
		super("producer" + me, ring.variables.add("producer" + me + ".next", STEPS));
		String name = name();
		this.ring = ring;
		this.me = me;
		this.batch = batch;
		this.next = next();
		this.t = ring.sequence(name + ".t");
		this.o = ring.owner(name + ".o");
		this.x = ring.sequence(name + ".x");
		this.i = ring.variables.add(name + ".i", 0, ClaimVariables.MOST_BATCH);
		this.giveUp = ring.variables.add(name + ".giveUp", 0, 1);
		this.seen = ring.new Seen(name);
	}

	void start(int[] v) {
		go(v, this.ring.settings.single() ? Step.TAKEOVER : Step.AGAIN);
	}

	@Override
	boolean mayStop(int[] v) {
		return is(v, Step.STOPPED);
	}

	@Override
	boolean step(int[] v, Choice choice) {
		return switch (STEPS[v[this.next]]) {
			case TAKEOVER -> takeover(v);
			case AGAIN -> again(v, choice);
			case GATE -> gate(v);
			case DOWN -> down(v);
			case UP -> up(v);
			case NAME -> name(v, choice);
			case CLAIM -> claim(v, choice);
			case FILL -> fill(v, choice);
			case HEAD -> head(v, choice);
			case REST -> rest(v, choice);
			case FINISH -> finish(v, choice);
			case LATE_TAIL -> lateTail(v, choice);
			case KILLED -> killed(v, choice);
			case SWEEP -> sweep(v);
			case SWEEP_READ -> sweepRead(v);
			case SWEEP_SKIP -> sweepSkip(v, choice);
			case RIGHT -> right(v);
			case ALIVE -> alive(v);
			case STOP -> stop(v);
			case STOPPED -> false;
		};
	}

	private boolean isKilled(int[] v, Choice choice) {
		if (v[this.ring.kills] == 0 || choice.pick(2) == 0) {
			return false;
		}
		v[this.ring.kills]--;
		v[this.ring.dead + this.me] = 1;
		v[this.t] = 0;
		v[this.o] = 0;
		v[this.x] = 0;
		v[this.i] = 0;
		v[this.giveUp] = 0;
		this.seen.clear(v);
		return go(v, Step.KILLED);
	}

	private boolean takeover(int[] v) {
		int holder = v[this.ring.right];
		if (holder != this.ring.nobody && !this.ring.isDead(v, holder) && v[this.ring.running] != 1) {
			return false;
		}
		v[this.ring.right] = this.me;
		return go(v, this.ring.mutant(ClaimMutant.LATE_TAIL) ? Step.DOWN : Step.AGAIN);
	}

	private boolean again(int[] v, Choice choice) {
		if (isKilled(v, choice)) {
			return true;
		}
		if (v[this.ring.tailSeq] >= this.ring.settings.last()) {
			return go(v, Step.STOP);
		}
		v[this.t] = v[this.ring.tailSeq];
		v[this.o] = v[this.ring.tailOwner];
		return go(v, Step.GATE);
	}

	private boolean gate(int[] v) {
		if (v[this.t] + this.batch - this.ring.gate(v) > this.ring.cap) {
			return false;
		}
		if (this.ring.mutant(ClaimMutant.LATE_TAIL)) {
			return go(v, Step.FILL);
		}
		if (this.ring.mutant(ClaimMutant.NO_NAMING)) {
			return go(v, Step.CLAIM);
		}
		v[this.x] = v[this.t];
		return go(v, isLowest(v) ? Step.CLAIM : Step.DOWN);
	}

	private boolean isLowest(int[] v) {
		return v[this.x] == 0 || v[this.x] <= v[this.t] - this.ring.cap;
	}

	/** Down to the lowest slot of the newest claim that has no stamp. */
	private boolean down(int[] v) {
		if (this.ring.mutant(ClaimMutant.LATE_TAIL)) {
			return passPublished(v);
		}
		if (this.ring.seq(v, v[this.x] - 1) >= v[this.x] - 1) {
			return upOrClaim(v);
		}
		v[this.x]--;
		return isLowest(v) ? upOrClaim(v) : true;
	}

	private boolean upOrClaim(int[] v) {
		if (v[this.x] < v[this.t]) {
			return go(v, Step.UP);
		}
		v[this.x] = 0;
		return go(v, Step.CLAIM);
	}

	private boolean up(int[] v) {
		this.seen.read(v, v[this.x]);
		return go(v, Step.NAME);
	}

	private boolean name(int[] v, Choice choice) {
		if (isKilled(v, choice)) {
			return true;
		}
		int sequence = v[this.x];
		boolean fails = this.ring.mutant(ClaimMutant.WEAK_CAS) && choice.pick(2) == 1;
		if (!fails && this.seen.seq(v) < sequence && this.seen.isSame(v, sequence)) {
			this.ring.set(v, sequence, ClaimVariables.CLAIMED, v[this.o]);
		}
		this.seen.clear(v);
		v[this.x]++;
		return upOrClaim(v);
	}

	private boolean claim(int[] v, Choice choice) {
		if (isKilled(v, choice)) {
			return true;
		}
		boolean same = v[this.ring.tailSeq] == v[this.t] && v[this.ring.tailOwner] == v[this.o];
		v[this.o] = 0;
		if (!same) {
			Violation.check(!this.ring.settings.single(), "the tail belongs to the single producer");
			v[this.t] = 0;
			return go(v, Step.AGAIN);
		}
		v[this.ring.tailSeq] = v[this.t] + this.batch;
		v[this.ring.tailOwner] = this.me;
		return go(v, Step.FILL);
	}

	private boolean fill(int[] v, Choice choice) {
		if (isKilled(v, choice)) {
			return true;
		}
		int sequence = v[this.t] + v[this.i];
		int seq = this.ring.seq(v, sequence);
		Violation.check(seq <= sequence, "nobody is above a producer in its slot");
		if (!this.ring.mutant(ClaimMutant.LATE_TAIL)) {
			Violation.check(seq < sequence || this.ring.state(v, sequence) == ClaimVariables.CLAIMED,
					"nobody robs a living producer");
		}
		v[this.ring.payload + this.ring.slot(sequence)] = sequence;
		if (++v[this.i] < this.batch) {
			return true;
		}
		v[this.i] = 0;
		if (this.ring.settings.abandon()) {
			v[this.giveUp] = choice.pick(2);
		}
		if (this.batch == 1) {
			return go(v, Step.FINISH);
		}
		if (this.ring.mutant(ClaimMutant.DOWNWARDS)) {
			v[this.i] = this.batch - 1;
			return go(v, Step.REST);
		}
		return go(v, Step.HEAD);
	}

	private boolean head(int[] v, Choice choice) {
		if (isKilled(v, choice)) {
			return true;
		}
		this.ring.set(v, v[this.t], ClaimVariables.CLAIMED, this.me);
		v[this.i] = 1;
		return go(v, Step.REST);
	}

	private boolean rest(int[] v, Choice choice) {
		if (isKilled(v, choice)) {
			return true;
		}
		int state = (v[this.giveUp] != 0) ? ClaimVariables.SKIPPED : ClaimVariables.FOLLOWS;
		this.ring.set(v, v[this.t] + v[this.i], state, this.me);
		boolean downwards = this.ring.mutant(ClaimMutant.DOWNWARDS);
		v[this.i] += downwards ? -1 : 1;
		if (downwards ? v[this.i] > 0 : v[this.i] < this.batch) {
			return true;
		}
		v[this.i] = 0;
		return go(v, Step.FINISH);
	}

	/** The head's stamp publishes all of the claim at once, or gives it up. */
	private boolean finish(int[] v, Choice choice) {
		if (isKilled(v, choice)) {
			return true;
		}
		int head = v[this.t];
		Violation.check(this.ring.gate(v) <= head, "nobody passes an unfinished claim of the living");
		if (v[this.giveUp] != 0) {
			this.ring.set(v, head, ClaimVariables.SKIPPED, this.me);
		}
		else {
			Violation.check(!this.ring.is(v, head, ClaimVariables.SKIPPED), "nobody robs a living producer");
			this.ring.set(v, head, ClaimVariables.PUBLISHED, this.me);
			for (int sequence = head; sequence < head + this.batch; sequence++) {
				v[this.ring.committed + sequence] = 1;
			}
		}
		v[this.giveUp] = 0;
		if (this.ring.mutant(ClaimMutant.LATE_TAIL)) {
			return go(v, Step.LATE_TAIL);
		}
		v[this.t] = 0;
		return go(v, Step.AGAIN);
	}

	private boolean lateTail(int[] v, Choice choice) {
		if (isKilled(v, choice)) {
			return true;
		}
		v[this.ring.tailSeq] = v[this.t] + this.batch;
		v[this.ring.tailOwner] = this.me;
		v[this.t] = 0;
		return go(v, Step.AGAIN);
	}

	/** Takeover of the mutant whose tail comes late: pass what is published above it. */
	private boolean passPublished(int[] v) {
		int sequence = v[this.ring.tailSeq];
		while (this.ring.is(v, sequence, ClaimVariables.PUBLISHED)) {
			sequence++;
			while (this.ring.is(v, sequence, ClaimVariables.FOLLOWS)) {
				sequence++;
			}
		}
		v[this.ring.tailSeq] = sequence;
		v[this.ring.tailOwner] = this.me;
		return go(v, Step.AGAIN);
	}

	/** A new process may take this number: it sweeps first, only then is it alive. */
	private boolean killed(int[] v, Choice choice) {
		if (v[this.ring.lives] == 0 || choice.pick(2) == 1) {
			return go(v, Step.STOP);
		}
		v[this.ring.lives]--;
		return go(v, this.ring.mutant(ClaimMutant.NO_SWEEP) ? Step.ALIVE : Step.SWEEP);
	}

	private boolean sweep(int[] v) {
		v[this.t] = v[this.ring.tailSeq];
		v[this.o] = v[this.ring.tailOwner];
		v[this.x] = this.ring.gate(v);
		return go(v, (v[this.x] >= v[this.t]) ? Step.RIGHT : Step.SWEEP_READ);
	}

	private boolean sweepRead(int[] v) {
		int sequence = v[this.x];
		this.seen.read(v, sequence);
		boolean claimed = this.seen.is(v, sequence, ClaimVariables.CLAIMED) && this.seen.owner(v) == this.me;
		boolean unnamed = this.seen.seq(v) < sequence && v[this.o] == this.me
				&& !this.ring.mutant(ClaimMutant.SWEEP_STAMPED);
		return (claimed || unnamed) ? go(v, Step.SWEEP_SKIP) : sweepNext(v);
	}

	private boolean sweepSkip(int[] v, Choice choice) {
		if (isKilled(v, choice)) {
			return true;
		}
		if (this.seen.isSame(v, v[this.x])) {
			this.ring.set(v, v[this.x], ClaimVariables.SKIPPED, this.me);
		}
		// lost to a namer: read again
		this.seen.clear(v);
		return this.ring.mutant(ClaimMutant.SWEEP_ONCE) ? sweepNext(v) : go(v, Step.SWEEP_READ);
	}

	private boolean sweepNext(int[] v) {
		this.seen.clear(v);
		v[this.x]++;
		return go(v, (v[this.x] >= v[this.t]) ? Step.RIGHT : Step.SWEEP_READ);
	}

	private boolean right(int[] v) {
		v[this.t] = 0;
		v[this.o] = 0;
		v[this.x] = 0;
		if (v[this.ring.right] == this.me && !this.ring.mutant(ClaimMutant.KEEP_RIGHT)) {
			v[this.ring.right] = this.ring.nobody;
		}
		return go(v, Step.ALIVE);
	}

	private boolean alive(int[] v) {
		v[this.ring.dead + this.me] = 0;
		return go(v, this.ring.settings.single() ? Step.TAKEOVER : Step.AGAIN);
	}

	private boolean stop(int[] v) {
		v[this.ring.running]--;
		return go(v, Step.STOPPED);
	}

}
