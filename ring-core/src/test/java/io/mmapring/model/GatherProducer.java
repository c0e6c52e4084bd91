package io.mmapring.model;

import io.mmapring.model.GatherVariables.GroupState;

/** A producer of events of one slot, or of two. */
final class GatherProducer extends Actor {

	/** The step that comes next. */
	enum Step {

		CLAIM, STATE, POSITION, FLOOR, WALK, CHECK, LENGTH, BYTES, HEAD, REST, FINISH, LATE, STOP, STOPPED

	}

	private static final Step[] STEPS = Step.values();

	private final GatherVariables ring;

	private final int me;

	private final int slots;

	private final int t;

	private final int gate;

	private final int e;

	private final int lowest;

	private final int g;

	private final int any;

	private final int f;

	private final int i;

	/** Whether the claim is a batch of events of one slot. */
	private final int batch;

	GatherProducer(GatherVariables ring, int me, int slots) {
		super("producer" + me, ring.variables.add("producer" + me + ".next", STEPS));
		this.ring = ring;
		this.me = me;
		this.slots = slots;
		this.t = ring.sequence(name() + ".t");
		this.gate = ring.sequence(name() + ".gate");
		this.e = ring.epoch(name() + ".e");
		this.lowest = ring.sequence(name() + ".lowest");
		this.g = ring.variables.add(name() + ".g", 0, GatherVariables.GROUPS);
		this.any = ring.variables.add(name() + ".any", 0, 1);
		this.f = ring.sequence(name() + ".f");
		this.i = ring.variables.add(name() + ".i", 0, StampedSlots.MOST_BATCH);
		this.batch = ring.variables.add(name() + ".batch", 0, 1);
	}

	@Override
	boolean mayStop(int[] v) {
		return is(v, Step.STOPPED);
	}

	@Override
	boolean step(int[] v, Choice choice) {
		Step step = STEPS[v[next()]];
		return switch (step) {
			case CLAIM -> claim(v, choice);
			case STATE -> state(v);
			case POSITION -> position(v);
			case FLOOR -> floor(v);
			case WALK -> walk(v);
			case CHECK -> check(v);
			case STOP -> stop(v);
			case STOPPED -> false;
			case LENGTH, BYTES, HEAD, REST, FINISH, LATE -> isKilled(v, choice) || write(v, step);
		};
	}

	private boolean write(int[] v, Step step) {
		return switch (step) {
			case LENGTH -> length(v);
			case BYTES -> bytes(v);
			case HEAD -> head(v);
			case REST -> rest(v);
			case FINISH -> finish(v);
			default -> late(v);
		};
	}

	private boolean isKilled(int[] v, Choice choice) {
		if (v[this.ring.kills] == 0 || choice.pick(2) == 0) {
			return false;
		}
		v[this.ring.kills]--;
		v[this.ring.dead + this.me] = 1;
		return end(v);
	}

	private boolean end(int[] v) {
		for (int local : new int[] { this.t, this.gate, this.i, this.batch }) {
			v[local] = 0;
		}
		return go(v, Step.STOP);
	}

	/** Name what the tail names, then claim, if there is room as far as known. */
	private boolean claim(int[] v, Choice choice) {
		int next = v[this.ring.tailSeq];
		if (next >= this.ring.settings.get("LAST") || v[this.ring.marked] != 0) {
			return end(v);
		}
		v[this.t] = next;
		if (wrapPoint(v) > v[this.gate]) {
			v[this.e] = v[this.ring.epoch];
			v[this.lowest] = next;
			return go(v, Step.STATE);
		}
		for (int sequence = Math.max(0, next - this.ring.cap); sequence < next; sequence++) {
			if (this.ring.seq(v, sequence) < sequence) {
				this.ring.set(v, sequence, StampedSlots.CLAIMED, v[this.ring.tailOwner]);
			}
			Violation.check(sequence >= wrapPoint(v) || this.ring.isFinished(v, sequence), "no open claim is lapped");
		}
		v[this.ring.tailSeq] = next + this.slots;
		v[this.ring.tailOwner] = this.me;
		if (this.slots > 1 && this.ring.settings.has("BATCH")) {
			v[this.batch] = choice.pick(2);
		}
		return go(v, Step.LENGTH);
	}

	private int wrapPoint(int[] v) {
		return v[this.t] + this.slots - this.ring.cap;
	}

	private boolean state(int[] v) {
		int group = v[this.g];
		boolean gates = this.ring.is(v, group, GroupState.LIVE) || this.ring.is(v, group, GroupState.JOINING);
		if (gates && !(this.ring.mutant(GatherMutant.COUNT_ONLY) && v[this.ring.evicted] != 0)) {
			v[this.any] = 1;
			return go(v, Step.POSITION);
		}
		return nextGroup(v);
	}

	private boolean position(int[] v) {
		v[this.lowest] = Math.min(v[this.lowest], v[this.ring.position + v[this.g]]);
		return nextGroup(v);
	}

	private boolean nextGroup(int[] v) {
		if (++v[this.g] < GatherVariables.GROUPS) {
			return go(v, Step.STATE);
		}
		v[this.g] = 0;
		boolean gated = v[this.any] != 0;
		v[this.any] = 0;
		return go(v, gated ? Step.CHECK : Step.FLOOR);
	}

	private boolean floor(int[] v) {
		v[this.f] = v[this.ring.floor];
		v[this.lowest] = v[this.f];
		return go(v, (v[this.ring.evicted] != 0) ? Step.WALK : Step.CHECK);
	}

	/** All groups were put out: pass the oldest slots oneself. */
	private boolean walk(int[] v) {
		int sequence = Math.max(v[this.f], v[this.ring.tailSeq] - this.ring.cap);
		int end = Math.min(wrapPoint(v), v[this.ring.tailSeq]);
		while (sequence < end && (this.ring.isFinished(v, sequence) || this.ring.repairIfDead(v, sequence))) {
			sequence++;
		}
		if (sequence != v[this.f]) {
			if (v[this.ring.floor] != v[this.f]) {
				return go(v, Step.FLOOR);
			}
			v[this.ring.floor] = sequence;
		}
		v[this.lowest] = sequence;
		return go(v, Step.CHECK);
	}

	private boolean check(int[] v) {
		if (v[this.ring.epoch] == v[this.e]) {
			v[this.gate] = Math.max(v[this.gate], v[this.lowest]);
		}
		for (int local : new int[] { this.t, this.e, this.lowest, this.f }) {
			v[local] = 0;
		}
		return go(v, Step.CLAIM);
	}

	private int lengthAt(int[] v, int index) {
		boolean large = this.slots > 1 && v[this.batch] == 0;
		return large ? ((index == 0) ? this.slots : -index) : 1;
	}

	private boolean length(int[] v) {
		for (int index = 0; index < this.slots; index++) {
			v[this.ring.length + this.ring.slot(v[this.t] + index)] = lengthAt(v, index);
		}
		return go(v, Step.BYTES);
	}

	private boolean bytes(int[] v) {
		boolean late = this.ring.mutant(GatherMutant.LATE_BYTES) && this.slots > 1 && v[this.i] == this.slots - 1;
		if (!late) {
			v[this.ring.bytes + this.ring.slot(v[this.t] + v[this.i])] = v[this.t] + v[this.i];
		}
		if (++v[this.i] < this.slots) {
			return true;
		}
		v[this.i] = 0;
		return go(v, (this.slots > 1 && !this.ring.mutant(GatherMutant.HEAD_FIRST)) ? Step.HEAD : Step.FINISH);
	}

	private boolean stampOwn(int[] v, int index, int state) {
		this.ring.set(v, v[this.t] + index, state, this.me);
		return true;
	}

	private boolean head(int[] v) {
		v[this.i] = 1;
		return stampOwn(v, 0, StampedSlots.CLAIMED) && go(v, Step.REST);
	}

	private boolean rest(int[] v) {
		stampOwn(v, v[this.i], StampedSlots.FOLLOWS);
		if (++v[this.i] < this.slots) {
			return true;
		}
		return this.ring.mutant(GatherMutant.HEAD_FIRST) ? done(v) : go(v, Step.FINISH);
	}

	private boolean finish(int[] v) {
		stampOwn(v, 0, StampedSlots.PUBLISHED);
		for (int index = 0; index < this.slots; index++) {
			v[this.ring.committed + v[this.t] + index] = (lengthAt(v, index) > 0) ? 1 : 0;
		}
		v[this.ring.large + v[this.t]] = (lengthAt(v, 0) > 1) ? 1 : 0;
		if (this.slots > 1 && this.ring.mutant(GatherMutant.HEAD_FIRST)) {
			v[this.i] = 1;
			return go(v, Step.REST);
		}
		return (this.slots > 1 && this.ring.mutant(GatherMutant.LATE_BYTES)) ? go(v, Step.LATE) : done(v);
	}

	/** The mutant's last bytes. */
	private boolean late(int[] v) {
		int last = v[this.t] + this.slots - 1;
		v[this.ring.bytes + this.ring.slot(last)] = last;
		return done(v);
	}

	private boolean done(int[] v) {
		v[this.t] = 0;
		v[this.i] = 0;
		v[this.batch] = 0;
		return go(v, Step.CLAIM);
	}

	private boolean stop(int[] v) {
		v[this.ring.running]--;
		return go(v, Step.STOPPED);
	}

}
