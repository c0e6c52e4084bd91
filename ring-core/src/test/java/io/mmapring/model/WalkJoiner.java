package io.mmapring.model;

import io.mmapring.model.WalkVariables.GroupState;

/**
 * Whoever holds the admin lock and joins the first group. It may be killed between any
 * two steps; the next one frees what it left and tries again.
 */
final class WalkJoiner extends Actor {

	/** The step that comes next. */
	enum Step {

		BEGIN, OLD_FLOOR, RAISE_FLOOR, FREE, FREE_EPOCH, EARLIEST, POSITION, JOINING, EPOCH, EARLIEST_AGAIN, TAIL, PASS,
		RAISE, LIVE, STOPPED

	}

	private static final Step[] STEPS = Step.values();

	private final WalkVariables ring;

	private final int left;

	private final int latest;

	private final int m;

	private final int t;

	WalkJoiner(WalkVariables ring) {
		super("joiner", ring.variables.add("joiner.next", STEPS));
		this.ring = ring;
		this.left = ring.variables.add("joiner.left", 0, ring.settings.get("JOINS"));
		this.latest = ring.variables.add("joiner.latest", 0, 1);
		this.m = ring.sequence("joiner.m");
		this.t = ring.sequence("joiner.t");
	}

	void start(int[] v) {
		v[this.left] = this.ring.settings.get("JOINS");
	}

	@Override
	boolean mayStop(int[] v) {
		return is(v, Step.STOPPED);
	}

	@Override
	boolean step(int[] v, Choice choice) {
		Step step = STEPS[v[next()]];
		return switch (step) {
			case BEGIN -> begin(v, choice);
			case STOPPED -> false;
			default -> isKilled(v, choice) || change(v, step);
		};
	}

	private boolean change(int[] v, Step step) {
		return switch (step) {
			case OLD_FLOOR -> oldFloor(v);
			case RAISE_FLOOR -> raiseFloor(v);
			case FREE -> state(v, GroupState.FREE, Step.FREE_EPOCH);
			case FREE_EPOCH -> nextEpoch(v, Step.EARLIEST);
			case EARLIEST -> earliest(v, Step.POSITION);
			case POSITION -> position(v, Step.JOINING);
			case JOINING -> state(v, GroupState.JOINING, Step.EPOCH);
			case EPOCH -> nextEpoch(v, this.ring.mutant(WalkMutant.NO_REREAD) ? Step.TAIL : Step.EARLIEST_AGAIN);
			case EARLIEST_AGAIN -> earliest(v, Step.TAIL);
			case TAIL -> tail(v);
			case PASS -> pass(v);
			case RAISE -> position(v, Step.LIVE);
			default -> live(v);
		};
	}

	private boolean begin(int[] v, Choice choice) {
		if (v[this.left] == 0) {
			return go(v, Step.STOPPED);
		}
		v[this.left]--;
		if (this.ring.settings.has("LATEST")) {
			v[this.latest] = choice.pick(2);
		}
		return go(v, this.ring.is(v, GroupState.JOINING) ? Step.OLD_FLOOR : Step.EARLIEST);
	}

	/** The next holder of the lock goes on, if one is left. */
	private boolean isKilled(int[] v, Choice choice) {
		if (v[this.left] == 0 || choice.pick(2) == 0) {
			return false;
		}
		v[this.m] = 0;
		v[this.t] = 0;
		v[this.latest] = 0;
		return go(v, Step.BEGIN);
	}

	private boolean oldFloor(int[] v) {
		v[this.t] = v[this.ring.floor];
		boolean higher = v[this.t] >= v[this.ring.position] && !this.ring.mutant(WalkMutant.LOWER_FLOOR);
		return go(v, higher ? Step.FREE : Step.RAISE_FLOOR);
	}

	private boolean raiseFloor(int[] v) {
		if (v[this.ring.floor] != v[this.t]) {
			return go(v, Step.OLD_FLOOR);
		}
		v[this.ring.floor] = v[this.ring.position];
		return go(v, Step.FREE);
	}

	private boolean state(int[] v, GroupState state, Step then) {
		v[this.t] = 0;
		v[this.ring.state] = Variables.number(state);
		return go(v, then);
	}

	private boolean nextEpoch(int[] v, Step then) {
		v[this.ring.epoch]++;
		return go(v, then);
	}

	private boolean earliest(int[] v, Step then) {
		v[this.m] = Math.max(v[this.m], v[this.ring.floor]);
		return go(v, then);
	}

	private boolean position(int[] v, Step then) {
		v[this.ring.position] = v[this.m];
		return go(v, then);
	}

	private boolean tail(int[] v) {
		if (this.ring.mutant(WalkMutant.START_INSIDE)) {
			return go(v, Step.RAISE);
		}
		v[this.t] = v[this.ring.tailSeq];
		return go(v, Step.PASS);
	}

	private boolean pass(int[] v) {
		int sequence = v[this.m];
		boolean latest = v[this.latest] != 0;
		boolean open = this.ring.state(v, sequence) == StampedSlots.CLAIMED || this.ring.seq(v, sequence) != sequence;
		boolean passed = this.ring.is(v, sequence, StampedSlots.FOLLOWS) || (latest && !open)
				|| (latest && this.ring.mutant(WalkMutant.PASS_OPEN));
		if (sequence < v[this.t] && passed) {
			v[this.m]++;
			return true;
		}
		v[this.t] = 0;
		return go(v, Step.RAISE);
	}

	private boolean live(int[] v) {
		v[this.m] = 0;
		v[this.latest] = 0;
		v[this.left] = 0;
		v[this.ring.state] = Variables.number(GroupState.LIVE);
		return go(v, Step.STOPPED);
	}

}
