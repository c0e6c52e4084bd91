package io.mmapring.model;

import io.mmapring.model.GatherVariables.GroupState;

/**
 * The consumer of a group, which copies an event slot by slot and hands the copy out,
 * until all is taken, the group is put out, or the file is damaged.
 */
final class GatherConsumer extends Actor {

	/** The step that comes next. */
	enum Step {

		LIVE, LOOK, LENGTH, REST, COPY, MEMBER, STORE, LET_GO, STOPPED

	}

	private static final Step[] STEPS = Step.values();

	private final GatherVariables ring;

	private final boolean first;

	private final int group;

	/** Sequence that is looked at. */
	private final int x;

	/** Slots of the event, as its length says. */
	private final int n;

	private final int i;

	/** Whether the copy holds bytes of something else. */
	private final int torn;

	GatherConsumer(GatherVariables ring, int number) {
		super("consumer" + number, ring.variables.add("consumer" + number + ".next", STEPS));
		this.ring = ring;
		this.first = number == 0;
		this.group = this.first ? 0 : ring.entry();
		this.x = ring.sequence(name() + ".x");
		this.n = ring.variables.add(name() + ".n", 0, StampedSlots.MOST_BATCH);
		this.i = ring.variables.add(name() + ".i", 0, StampedSlots.MOST_BATCH);
		this.torn = ring.variables.add(name() + ".torn", 0, 1);
	}

	@Override
	boolean mayStop(int[] v) {
		return is(v, Step.STOPPED);
	}

	@Override
	boolean step(int[] v, Choice choice) {
		return switch (STEPS[v[next()]]) {
			case LIVE -> live(v);
			case LOOK -> look(v, choice);
			case LENGTH -> length(v);
			case REST -> rest(v);
			case COPY -> copy(v);
			case MEMBER -> member(v);
			case STORE -> store(v);
			case LET_GO -> letGo(v);
			case STOPPED -> false;
		};
	}

	private boolean live(int[] v) {
		if (!this.first && v[this.ring.joined] == 0) {
			return v[this.ring.adminDone] != 0 && go(v, Step.STOPPED);
		}
		v[this.x] = v[this.ring.position + this.group];
		return go(v, Step.LOOK);
	}

	private boolean isEvicted(int[] v) {
		return this.ring.is(v, this.group, GroupState.EVICTED);
	}

	private boolean look(int[] v, Choice choice) {
		int sequence = v[this.x];
		boolean ended = v[this.ring.running] == 0 && sequence == v[this.ring.tailSeq] && v[this.ring.adminDone] != 0;
		if (ended || v[this.ring.marked] != 0 || (isEvicted(v) && choice.pick(2) == 1)) {
			return stop(v);
		}
		if (this.ring.seq(v, sequence) > sequence) {
			return lapped(v);
		}
		if (!this.ring.isFinished(v, sequence)) {
			return this.ring.repairIfDead(v, sequence);
		}
		if (this.ring.state(v, sequence) == StampedSlots.SKIPPED) {
			return passSkipped(v);
		}
		return go(v, Step.LENGTH);
	}

	private boolean lapped(int[] v) {
		Violation.check(isEvicted(v), "no group is lapped");
		return stop(v);
	}

	private boolean passSkipped(int[] v) {
		do {
			Violation.check(v[this.ring.committed + v[this.x]] == 0, "what was published is delivered");
			v[this.x]++;
		}
		while (!this.ring.mutant(GatherMutant.PART) && this.ring.is(v, v[this.x], StampedSlots.FOLLOWS));
		return go(v, Step.STORE);
	}

	private boolean length(int[] v) {
		int length = v[this.ring.length + this.ring.slot(v[this.x])];
		if (length < 1) {
			return impossible(v);
		}
		v[this.n] = length;
		v[this.i] = 1;
		return (length == 1 || this.ring.mutant(GatherMutant.NO_REST)) ? toCopy(v) : go(v, Step.REST);
	}

	private boolean rest(int[] v) {
		int sequence = v[this.x] + v[this.i];
		boolean inPlace = v[this.ring.length + this.ring.slot(sequence)] == -v[this.i];
		if (!this.ring.is(v, sequence, StampedSlots.FOLLOWS) || !(inPlace || this.ring.mutant(GatherMutant.NO_INDEX))) {
			return impossible(v);
		}
		return (++v[this.i] < v[this.n]) || toCopy(v);
	}

	private boolean toCopy(int[] v) {
		v[this.i] = 0;
		return go(v, this.ring.mutant(GatherMutant.LOOK_FIRST) ? Step.MEMBER : Step.COPY);
	}

	/** What is there cannot be an event. */
	private boolean impossible(int[] v) {
		if (!isEvicted(v)) {
			Violation.check(v[this.ring.tailSeq] <= v[this.x] + this.ring.cap, "no group is lapped");
			Violation.check(v[this.ring.broken] != 0, "no good file is taken for damaged");
			v[this.ring.marked] = 1;
		}
		return stop(v);
	}

	private boolean copy(int[] v) {
		int sequence = v[this.x] + v[this.i];
		if (v[this.ring.bytes + this.ring.slot(sequence)] != sequence) {
			v[this.torn] = 1;
		}
		if (++v[this.i] < v[this.n]) {
			return true;
		}
		boolean looks = this.ring.settings.has("EVICT") && !this.ring.mutant(GatherMutant.NO_LOOK)
				&& !this.ring.mutant(GatherMutant.LOOK_FIRST);
		return looks ? go(v, Step.MEMBER) : deliver(v);
	}

	/** The copy is good if the group is in the ring behind it. */
	private boolean member(int[] v) {
		if (isEvicted(v)) {
			return stop(v);
		}
		return this.ring.mutant(GatherMutant.LOOK_FIRST) ? go(v, Step.COPY) : deliver(v);
	}

	private boolean deliver(int[] v) {
		Violation.check(v[this.ring.committed + v[this.x]] != 0, "what is delivered was published");
		boolean whole = v[this.torn] == 0 && v[this.n] == 1 + v[this.ring.large + v[this.x]];
		Violation.check(whole, "what is delivered is what was written");
		v[this.x] += v[this.n];
		v[this.n] = 0;
		v[this.i] = 0;
		return go(v, Step.STORE);
	}

	private boolean store(int[] v) {
		v[this.ring.position + this.group] = v[this.x];
		return go(v, Step.LOOK);
	}

	private boolean stop(int[] v) {
		v[this.n] = 0;
		v[this.i] = 0;
		v[this.torn] = 0;
		return go(v, Step.LET_GO);
	}

	/** The last position comes before the lock is let go. */
	private boolean letGo(int[] v) {
		v[this.ring.position + this.group] = v[this.x];
		v[this.x] = 0;
		if (this.first) {
			v[this.ring.locked] = 0;
		}
		return go(v, Step.STOPPED);
	}

}
