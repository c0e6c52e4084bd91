package io.mmapring.model;

import io.mmapring.model.WalkVariables.GroupState;

/**
 * A producer that finds the ring full and, without a group, passes the oldest slots
 * itself.
 */
final class WalkProducer extends WalkActor {

	/** The step that comes next. */
	enum Step {

		AGAIN, EPOCH, STATE, POSITION, FLOOR, WALK, TAIL, STAMP, REPAIR, RAISE, CHECK, UP, NAME, CLAIM, HEAD, REST,
		FINISH, STOP, STOPPED

	}

	private static final Step[] STEPS = Step.values();

	private final int me;

	private final int batch;

	private final int t;

	private final int o;

	private final int gate;

	private final int e;

	private final int lowest;

	private final int f;

	private final int i;

	WalkProducer(WalkVariables ring, int me, int batch) {
		super("producer" + me, ring, STEPS);
		this.me = me;
		this.batch = batch;
		this.t = ring.sequence(name() + ".t");
		this.o = ring.owner(name() + ".o");
		this.gate = ring.sequence(name() + ".gate");
		this.e = ring.epoch(name() + ".e");
		this.lowest = ring.sequence(name() + ".lowest");
		this.f = ring.sequence(name() + ".f");
		this.i = ring.variables.add(name() + ".i", 0, StampedSlots.MOST_BATCH);
	}

	@Override
	boolean mayStop(int[] v) {
		return is(v, Step.STOPPED);
	}

	@Override
	boolean step(int[] v, Choice choice) {
		Step step = STEPS[v[next()]];
		return switch (step) {
			case AGAIN -> again(v);
			case EPOCH -> epoch(v);
			case STATE -> go(v, this.ring.is(v, GroupState.FREE) ? Step.FLOOR : Step.POSITION);
			case POSITION -> position(v);
			case FLOOR -> floor(v);
			case WALK -> walk(v);
			case TAIL -> readTail(v, Step.STAMP);
			case STAMP -> stamp(v);
			case REPAIR -> repair(v);
			case CHECK -> check(v);
			case UP -> up(v);
			case STOP -> stop(v);
			case STOPPED -> false;
			case RAISE, NAME, CLAIM, HEAD, REST, FINISH -> isKilled(v, choice) || change(v, step);
		};
	}

	private boolean change(int[] v, Step step) {
		return switch (step) {
			case RAISE -> raise(v);
			case NAME -> name(v);
			case CLAIM -> claim(v);
			case HEAD -> head(v);
			case REST -> rest(v);
			default -> finish(v);
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
		for (int local : new int[] { this.x, this.t, this.o, this.gate, this.e, this.lowest, this.f, this.i }) {
			v[local] = 0;
		}
		forget(v);
		return go(v, Step.STOP);
	}

	private boolean again(int[] v) {
		if (v[this.ring.tailSeq] >= this.ring.settings.get("LAST")) {
			return end(v);
		}
		v[this.t] = v[this.ring.tailSeq];
		v[this.o] = v[this.ring.tailOwner];
		return (wrapPoint(v) > v[this.gate]) ? go(v, Step.EPOCH) : toNames(v);
	}

	private int wrapPoint(int[] v) {
		return v[this.t] + this.batch - this.ring.cap;
	}

	private boolean epoch(int[] v) {
		v[this.e] = v[this.ring.epoch];
		return go(v, Step.STATE);
	}

	private boolean position(int[] v) {
		v[this.lowest] = Math.min(v[this.t], v[this.ring.position]);
		return go(v, Step.CHECK);
	}

	private boolean floor(int[] v) {
		v[this.f] = v[this.ring.floor];
		v[this.x] = this.ring.mutant(WalkMutant.NO_WALK) ? Math.max(v[this.f], wrapPoint(v)) : v[this.f];
		return go(v, (v[this.x] < wrapPoint(v)) ? Step.WALK : Step.RAISE);
	}

	private boolean walk(int[] v) {
		int seq = this.ring.seq(v, v[this.x]);
		if (seq > v[this.x]) {
			// others have raised the floor meanwhile
			return go(v, Step.RAISE);
		}
		boolean finished = seq == v[this.x] && this.ring.state(v, v[this.x]) != StampedSlots.CLAIMED;
		return finished ? passed(v) : go(v, Step.TAIL);
	}

	private boolean passed(int[] v) {
		forget(v);
		v[this.x]++;
		return go(v, (v[this.x] < wrapPoint(v)) ? Step.WALK : Step.RAISE);
	}

	private boolean stamp(int[] v) {
		return switch (readStamp(v)) {
			case OPEN -> open(v);
			case FINISHED -> passed(v);
			case CLAIMED -> go(v, Step.REPAIR);
		};
	}

	private boolean repair(int[] v) {
		return switch (skip(v)) {
			case OPEN -> open(v);
			case FINISHED -> passed(v);
			case CLAIMED -> go(v, Step.TAIL);
		};
	}

	private boolean open(int[] v) {
		forget(v);
		return go(v, Step.RAISE);
	}

	private boolean raise(int[] v) {
		int from = v[this.f];
		int to = v[this.x];
		v[this.f] = 0;
		v[this.x] = 0;
		if (from != to) {
			if (v[this.ring.floor] != from && !this.ring.mutant(WalkMutant.STORE_FLOOR)) {
				return go(v, Step.FLOOR);
			}
			v[this.ring.floor] = to;
		}
		v[this.lowest] = to;
		return go(v, Step.CHECK);
	}

	private boolean check(int[] v) {
		boolean same = v[this.ring.epoch] == v[this.e];
		v[this.gate] = same ? Math.max(v[this.gate], v[this.lowest]) : v[this.gate];
		v[this.lowest] = 0;
		v[this.e] = 0;
		if (!same) {
			return go(v, Step.EPOCH);
		}
		if (wrapPoint(v) <= v[this.gate]) {
			return toNames(v);
		}
		v[this.t] = 0;
		v[this.o] = 0;
		return go(v, Step.AGAIN);
	}

	private boolean toNames(int[] v) {
		int sequence = v[this.t];
		while (sequence > Math.max(0, v[this.t] - this.ring.cap) && this.ring.seq(v, sequence - 1) < sequence - 1) {
			sequence--;
		}
		v[this.x] = sequence;
		return upOrClaim(v);
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

	private boolean name(int[] v) {
		if (this.seen.seq(v) < v[this.x] && this.seen.isSame(v, v[this.x])) {
			this.ring.set(v, v[this.x], StampedSlots.CLAIMED, v[this.o]);
		}
		this.seen.clear(v);
		v[this.x]++;
		return upOrClaim(v);
	}

	private boolean claim(int[] v) {
		boolean same = v[this.ring.tailSeq] == v[this.t] && v[this.ring.tailOwner] == v[this.o];
		v[this.o] = 0;
		if (!same) {
			v[this.t] = 0;
			return go(v, Step.AGAIN);
		}
		this.ring.checkMayOverwrite(v, v[this.t] - this.ring.cap, wrapPoint(v));
		v[this.ring.tailSeq] = v[this.t] + this.batch;
		v[this.ring.tailOwner] = this.me;
		return go(v, (this.batch > 1) ? Step.HEAD : Step.FINISH);
	}

	private void stampOwn(int[] v, int sequence, int state) {
		int seq = this.ring.seq(v, sequence);
		Violation.check(seq < sequence || this.ring.is(v, sequence, StampedSlots.CLAIMED),
				"nobody robs a living producer");
		this.ring.set(v, sequence, state, this.me);
	}

	private boolean head(int[] v) {
		stampOwn(v, v[this.t], StampedSlots.CLAIMED);
		v[this.i] = 1;
		return go(v, Step.REST);
	}

	private boolean rest(int[] v) {
		stampOwn(v, v[this.t] + v[this.i], StampedSlots.FOLLOWS);
		if (++v[this.i] < this.batch) {
			return true;
		}
		v[this.i] = 0;
		return go(v, Step.FINISH);
	}

	private boolean finish(int[] v) {
		stampOwn(v, v[this.t], StampedSlots.PUBLISHED);
		for (int sequence = v[this.t]; sequence < v[this.t] + this.batch; sequence++) {
			v[this.ring.committed + sequence] = 1;
		}
		v[this.t] = 0;
		return go(v, Step.AGAIN);
	}

	private boolean stop(int[] v) {
		v[this.ring.running]--;
		return go(v, Step.STOPPED);
	}

}
