package io.mmapring.model;

import io.mmapring.model.JoinSettings.Flag;

/** A producer with a gate of its own, which it rereads word by word. */
final class JoinProducer extends Actor {

	/** The step that comes next. */
	enum Step {

		CLAIM, PUBLISH, TAIL, STATE, POSITION, HELD_BACK, FLOOR, RAISE, LOWEST, EPOCH, STOP, STOPPED

	}

	private static final Step[] STEPS = Step.values();

	private static final int WAYS = 3;

	private final JoinVariables ring;

	private final int next;

	private final int gate;

	private final int mine;

	private final int lowest;

	private final int p;

	private final int e;

	private final int g;

	private final int any;

	JoinProducer(JoinVariables ring, int number) {
		super("producer" + number, ring.variables.add("producer" + number + ".next", STEPS));
		String name = name();
		this.ring = ring;
		this.next = next();
		this.gate = ring.sequence(name + ".gate");
		this.mine = ring.sequence(name + ".mine");
		this.lowest = ring.sequence(name + ".lowest");
		this.p = ring.sequence(name + ".p");
		this.e = ring.epoch(name + ".e");
		this.g = ring.variables.add(name + ".g", 0, JoinVariables.GROUPS);
		this.any = ring.variables.add(name + ".any", 0, 1);
	}

	@Override
	boolean mayStop(int[] v) {
		return is(v, Step.STOPPED);
	}

	@Override
	boolean step(int[] v, Choice choice) {
		return switch (STEPS[v[this.next]]) {
			case CLAIM -> claim(v, choice);
			case PUBLISH -> publish(v);
			case TAIL -> tail(v);
			case STATE -> state(v);
			case POSITION -> position(v);
			case HELD_BACK -> heldBack(v);
			case FLOOR -> floor(v);
			case RAISE -> raise(v);
			case LOWEST -> lowest(v);
			case EPOCH -> epoch(v);
			case STOP -> stop(v);
			case STOPPED -> false;
		};
	}

	private boolean claim(int[] v, Choice choice) {
		int sequence = v[this.ring.tail];
		boolean done = sequence >= this.ring.settings.last();
		boolean full = sequence + 1 - v[this.gate] > this.ring.cap;
		return switch (choice.pick(WAYS)) {
			case 0 -> done && stopping(v);
			case 1 -> !done && !full && take(v, sequence);
			default -> !done && full && reread(v);
		};
	}

	private boolean stopping(int[] v) {
		v[this.gate] = 0;
		return go(v, Step.STOP);
	}

	private boolean take(int[] v, int sequence) {
		checkNotLapping(v, sequence);
		v[this.ring.tail]++;
		if (this.ring.settings.has(Flag.CLAIMS)) {
			v[this.mine] = sequence;
			return go(v, Step.PUBLISH);
		}
		v[this.ring.slot(sequence)] = sequence;
		return true;
	}

	private boolean publish(int[] v) {
		checkNotLapping(v, v[this.mine]);
		v[this.ring.slot(v[this.mine])] = v[this.mine];
		v[this.mine] = 0;
		return go(v, Step.CLAIM);
	}

	private void checkNotLapping(int[] v, int sequence) {
		Violation.check(v[this.ring.slot(sequence)] < sequence, "nobody is above a producer in its slot");
	}

	/** Full as far as the gate tells: read it again. */
	private boolean reread(int[] v) {
		v[this.e] = v[this.ring.epoch];
		return go(v, Step.TAIL);
	}

	private boolean tail(int[] v) {
		v[this.lowest] = v[this.ring.tail];
		return go(v, Step.STATE);
	}

	private boolean state(int[] v) {
		// from the last entry to the first: the joiner's comes before the one it follows
		if (this.ring.gates(v, JoinVariables.GROUPS - 1 - v[this.g])) {
			v[this.any] = 1;
			return go(v, Step.POSITION);
		}
		return nextGroup(v);
	}

	private boolean position(int[] v) {
		v[this.lowest] = Math.min(v[this.lowest], v[this.ring.position + JoinVariables.GROUPS - 1 - v[this.g]]);
		return nextGroup(v);
	}

	private boolean nextGroup(int[] v) {
		if (++v[this.g] < JoinVariables.GROUPS) {
			return go(v, Step.STATE);
		}
		v[this.g] = 0;
		if (v[this.any] != 0) {
			v[this.any] = 0;
			return go(v, JoinSeeker.isPart(this.ring.settings) ? Step.HELD_BACK : Step.EPOCH);
		}
		return go(v, this.ring.settings.has(Flag.OVERWRITE) ? Step.FLOOR : Step.LOWEST);
	}

	/** A group that seeks holds producers where its position does not yet. */
	private boolean heldBack(int[] v) {
		int hold = v[this.ring.hold];
		if (hold != 0) {
			v[this.lowest] = Math.min(v[this.lowest], hold - 1);
		}
		return go(v, Step.EPOCH);
	}

	private boolean floor(int[] v) {
		v[this.p] = v[this.ring.floor];
		return go(v, Step.RAISE);
	}

	/** Pass the oldest event oneself, if it is finished. */
	private boolean raise(int[] v) {
		if (v[this.ring.floor] == v[this.p] && this.ring.isFinished(v, v[this.p])) {
			v[this.ring.floor]++;
		}
		v[this.p] = 0;
		return go(v, Step.LOWEST);
	}

	private boolean lowest(int[] v) {
		v[this.lowest] = v[this.ring.floor];
		return go(v, Step.EPOCH);
	}

	private boolean epoch(int[] v) {
		if (v[this.ring.epoch] == v[this.e] || this.ring.mutant(JoinMutant.NO_EPOCH)) {
			v[this.gate] = Math.max(v[this.gate], v[this.lowest]);
		}
		v[this.lowest] = 0;
		v[this.e] = 0;
		return go(v, Step.CLAIM);
	}

	private boolean stop(int[] v) {
		v[this.ring.producing]--;
		return go(v, Step.STOPPED);
	}

}
