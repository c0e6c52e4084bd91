package io.mmapring.model;

import io.mmapring.model.WalkVariables.GroupState;

/** The consumer of the first group, from its join until all is passed. */
final class WalkConsumer extends WalkActor {

	/** The step that comes next. */
	enum Step {

		LIVE, LOOK, REST, TAIL, STAMP, REPAIR, STORE, STOPPED

	}

	private static final Step[] STEPS = Step.values();

	/** Whether it has taken nothing yet. */
	private final int first;

	WalkConsumer(WalkVariables ring) {
		super("consumer", ring, STEPS);
		this.first = ring.variables.add("consumer.first", 0, 1);
	}

	@Override
	boolean mayStop(int[] v) {
		return is(v, Step.STOPPED) || (this.ring.settings.get("JOINS") == 0 && is(v, Step.LIVE));
	}

	@Override
	boolean step(int[] v, Choice choice) {
		return switch (STEPS[v[next()]]) {
			case LIVE -> live(v);
			case LOOK -> look(v);
			case REST -> rest(v);
			case TAIL -> readTail(v, Step.STAMP);
			case STAMP -> stamp(v);
			case REPAIR -> repair(v);
			case STORE -> store(v);
			case STOPPED -> false;
		};
	}

	private boolean live(int[] v) {
		if (!this.ring.is(v, GroupState.LIVE)) {
			return false;
		}
		v[this.x] = v[this.ring.position];
		v[this.first] = 1;
		return go(v, Step.LOOK);
	}

	private boolean look(int[] v) {
		int sequence = v[this.x];
		if (v[this.ring.running] == 0 && sequence == v[this.ring.tailSeq]) {
			v[this.x] = 0;
			v[this.first] = 0;
			return go(v, Step.STOPPED);
		}
		int seq = this.ring.seq(v, sequence);
		Violation.check(seq <= sequence, "no group is lapped");
		if (seq < sequence || this.ring.state(v, sequence) == StampedSlots.CLAIMED) {
			return go(v, Step.TAIL);
		}
		boolean skipped = this.ring.state(v, sequence) == StampedSlots.SKIPPED;
		Violation.check(v[this.first] == 0 || !this.ring.is(v, sequence, StampedSlots.FOLLOWS),
				"no group starts in the rest of a batch");
		checkCommitted(v, !skipped);
		v[this.first] = 0;
		v[this.x]++;
		return go(v, skipped ? Step.REST : Step.STORE);
	}

	private void checkCommitted(int[] v, boolean delivered) {
		boolean committed = v[this.ring.committed + v[this.x]] != 0;
		Violation.check(committed || !delivered, "what is delivered was published");
		Violation.check(!committed || delivered, "what was published is delivered");
	}

	/** Pass what is left of a claim that was given up. */
	private boolean rest(int[] v) {
		if (!this.ring.is(v, v[this.x], StampedSlots.FOLLOWS)) {
			return go(v, Step.STORE);
		}
		checkCommitted(v, false);
		v[this.x]++;
		return true;
	}

	private boolean stamp(int[] v) {
		return (readStamp(v) == Found.CLAIMED) ? go(v, Step.REPAIR) : lookAgain(v);
	}

	private boolean repair(int[] v) {
		return (skip(v) == Found.CLAIMED) ? go(v, Step.TAIL) : lookAgain(v);
	}

	private boolean lookAgain(int[] v) {
		forget(v);
		return go(v, Step.LOOK);
	}

	private boolean store(int[] v) {
		v[this.ring.position] = v[this.x];
		return go(v, Step.LOOK);
	}

}
