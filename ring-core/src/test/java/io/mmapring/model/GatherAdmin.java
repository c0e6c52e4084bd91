package io.mmapring.model;

import io.mmapring.model.GatherVariables.GroupState;

/**
 * Whoever holds the admin lock: puts the first group out, and joins a second one, which
 * may come in the entry of the first. It may be killed between any two steps of a join;
 * the next one frees what it left and tries again.
 */
final class GatherAdmin extends Actor {

	/** The step that comes next. */
	enum Step {

		BEGIN, COUNT, EVICT, EVICT_EPOCH, RAISE_FLOOR, FREE, FREE_EPOCH, EARLIEST, POSITION, JOINING, EPOCH,
		EARLIEST_AGAIN, RAISE, LIVE, STOPPED

	}

	private static final Step[] STEPS = Step.values();

	private static final int WAYS = 3;

	private final GatherVariables ring;

	private final int group;

	private final boolean comesBack;

	private final int left;

	private final int m;

	GatherAdmin(GatherVariables ring) {
		super("admin", ring.variables.add("admin.next", STEPS));
		this.ring = ring;
		this.group = ring.entry();
		this.comesBack = ring.settings.get("REUSE") == GatherVariables.SAME_GROUP;
		this.left = ring.variables.add("admin.left", 0, ring.settings.get("JOINS"));
		this.m = ring.sequence("admin.m");
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
			case COUNT -> count(v);
			case EVICT -> evict(v);
			case EVICT_EPOCH -> nextEpoch(v, Step.BEGIN);
			case STOPPED -> false;
			default -> isKilled(v, choice) || change(v, step);
		};
	}

	private boolean change(int[] v, Step step) {
		return switch (step) {
			case RAISE_FLOOR -> raiseFloor(v);
			case FREE -> free(v);
			case FREE_EPOCH -> nextEpoch(v, isEvicted(v) ? Step.BEGIN : Step.EARLIEST);
			case EARLIEST -> earliest(v, Step.POSITION);
			case POSITION -> position(v, Step.JOINING);
			case JOINING -> state(v, GroupState.JOINING, Step.EPOCH);
			case EPOCH -> nextEpoch(v, Step.EARLIEST_AGAIN);
			case EARLIEST_AGAIN -> earliest(v, Step.RAISE);
			case RAISE -> raise(v);
			default -> live(v);
		};
	}

	private boolean isEvicted(int[] v) {
		return this.ring.is(v, this.group, GroupState.EVICTED);
	}

	private boolean begin(int[] v, Choice choice) {
		return switch (choice.pick(WAYS)) {
			case 0 -> v[this.ring.evicted] == 0 && this.ring.settings.has("EVICT") && go(v, Step.COUNT);
			case 1 -> v[this.left] > 0 && v[this.ring.joined] == 0 && join(v);
			default -> !this.ring.is(v, this.group, GroupState.JOINING) && stop(v);
		};
	}

	/** Its position stays until all know of it: killed, it leaves what it found. */
	private Step comeBack() {
		return this.ring.mutant(GatherMutant.RAISE_EARLY) ? Step.EARLIEST : Step.JOINING;
	}

	/** The next holder of the lock, who may find what the last one has left. */
	private boolean join(int[] v) {
		if (this.ring.is(v, this.group, GroupState.JOINING)) {
			v[this.left]--;
			return go(v, Step.RAISE_FLOOR);
		}
		if (this.ring.settings.has("REUSE") && !this.ring.is(v, this.group, GroupState.FREE)) {
			boolean mayUse = isEvicted(v) && (v[this.ring.locked] == 0 || this.ring.mutant(GatherMutant.NO_LOCK));
			if (!mayUse) {
				return false;
			}
			v[this.left]--;
			return go(v, this.comesBack ? comeBack() : Step.RAISE_FLOOR);
		}
		v[this.left]--;
		return go(v, Step.EARLIEST);
	}

	private boolean isKilled(int[] v, Choice choice) {
		if (v[this.left] == 0 || choice.pick(2) == 0) {
			return false;
		}
		v[this.m] = 0;
		return go(v, Step.BEGIN);
	}

	private boolean count(int[] v) {
		v[this.ring.evicted] = 1;
		return go(v, Step.EVICT);
	}

	private boolean evict(int[] v) {
		v[this.ring.state] = Variables.number(GroupState.EVICTED);
		return go(v, Step.EVICT_EPOCH);
	}

	/** Producers may have been let on up to its position. */
	private boolean raiseFloor(int[] v) {
		if (isEvicted(v) || !anyLive(v)) {
			v[this.ring.floor] = Math.max(v[this.ring.floor], v[this.ring.position + this.group]);
		}
		return go(v, Step.FREE);
	}

	private boolean anyLive(int[] v) {
		return this.ring.is(v, 0, GroupState.LIVE) || this.ring.is(v, 1, GroupState.LIVE);
	}

	/** A group that was about to come back is again what it was before. */
	private boolean free(int[] v) {
		return state(v, this.comesBack ? GroupState.EVICTED : GroupState.FREE, Step.FREE_EPOCH);
	}

	private boolean state(int[] v, GroupState state, Step then) {
		v[this.ring.state + this.group] = Variables.number(state);
		return go(v, then);
	}

	private boolean nextEpoch(int[] v, Step then) {
		v[this.ring.epoch]++;
		return go(v, then);
	}

	private boolean earliest(int[] v, Step then) {
		int floor = v[this.ring.floor];
		int least = this.ring.highest + 1;
		for (int entry = 0; entry < GatherVariables.GROUPS; entry++) {
			int position = v[this.ring.position + entry];
			if (this.ring.is(v, entry, GroupState.LIVE)) {
				least = Math.min(least, position);
			}
			else if (this.ring.is(v, entry, GroupState.EVICTED)) {
				floor = Math.max(floor, position);
			}
		}
		int earliest = (least <= this.ring.highest) ? least : floor;
		boolean follows = this.comesBack || then == Step.RAISE;
		int own = v[this.ring.position + this.group];
		v[this.m] = follows ? Math.max(own, earliest) : earliest;
		return go(v, then);
	}

	private boolean position(int[] v, Step then) {
		v[this.ring.position + this.group] = v[this.m];
		v[this.m] = 0;
		return go(v, then);
	}

	/** Never the rest of a claim, but for a group that comes back to where it was. */
	private boolean raise(int[] v) {
		boolean raised = !this.comesBack || v[this.m] > v[this.ring.position + this.group];
		while (raised && v[this.m] < v[this.ring.tailSeq] && this.ring.is(v, v[this.m], StampedSlots.FOLLOWS)) {
			v[this.m]++;
		}
		return position(v, Step.LIVE);
	}

	private boolean live(int[] v) {
		v[this.left] = 0;
		v[this.ring.joined] = 1;
		return state(v, GroupState.LIVE, Step.BEGIN);
	}

	private boolean stop(int[] v) {
		v[this.left] = 0;
		v[this.ring.adminDone] = 1;
		return go(v, Step.STOPPED);
	}

}
