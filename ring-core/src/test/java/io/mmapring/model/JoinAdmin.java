package io.mmapring.model;

import io.mmapring.model.JoinSettings.Flag;

/**
 * Whoever holds the admin lock: evicts the first group, frees what a dead joiner left,
 * joins the second group, and may be killed between any two steps.
 */
final class JoinAdmin extends Actor {

	/** The step that comes next. */
	enum Step {

		EVICT, EVICT_EPOCH, BEGIN, RAISE_FLOOR, FREE, FREE_EPOCH, GROUP, OTHER, FALLBACK, PASS, POSITION, JOINING,
		EPOCH, GROUP_AGAIN, OTHER_AGAIN, FALLBACK_AGAIN, PASS_AGAIN, RAISE, LIVE, STOP, STOPPED

	}

	private static final Step[] STEPS = Step.values();

	private final JoinVariables ring;

	private final int next;

	private final int m;

	private final int left;

	private final int latest;

	JoinAdmin(JoinVariables ring) {
		super("admin", ring.variables.add("admin.next", STEPS));
		this.ring = ring;
		this.next = next();
		this.m = ring.sequence("admin.m");
		this.left = ring.variables.add("admin.left", 0, ring.settings.joins());
		this.latest = ring.variables.add("admin.latest", 0, 1);
	}

	void start(int[] v) {
		v[this.left] = this.ring.settings.joins();
		begin(v);
	}

	@Override
	boolean mayStop(int[] v) {
		return is(v, Step.STOPPED);
	}

	@Override
	boolean step(int[] v, Choice choice) {
		return switch (STEPS[v[this.next]]) {
			case EVICT -> evict(v, choice);
			case EVICT_EPOCH -> evicted(v);
			case BEGIN -> begin(v, choice);
			case RAISE_FLOOR -> raiseFloor(v);
			case FREE -> state(v, JoinVariables.FREE, Step.FREE_EPOCH);
			case FREE_EPOCH -> nextEpoch(v, Step.GROUP);
			case GROUP -> group(v, Step.OTHER, Step.FALLBACK);
			case OTHER -> other(v, Step.PASS, Step.POSITION);
			case FALLBACK -> fallback(v, Step.PASS, Step.POSITION);
			case PASS -> pass(v, Step.POSITION);
			case POSITION -> isKilled(v, choice) || position(v);
			case JOINING -> isKilled(v, choice) || state(v, joining(), Step.EPOCH);
			case EPOCH -> isKilled(v, choice) || nextEpoch(v, afterEpoch());
			case GROUP_AGAIN -> isKilled(v, choice) || group(v, Step.OTHER_AGAIN, Step.FALLBACK_AGAIN);
			case OTHER_AGAIN -> other(v, Step.PASS_AGAIN, Step.RAISE);
			case FALLBACK_AGAIN -> fallback(v, Step.PASS_AGAIN, Step.RAISE);
			case PASS_AGAIN -> pass(v, Step.RAISE);
			case RAISE -> isKilled(v, choice) || raise(v);
			case LIVE -> isKilled(v, choice) || state(v, JoinVariables.LIVE, Step.STOP);
			case STOP -> stop(v);
			case STOPPED -> false;
		};
	}

	private int joiner(int variables) {
		return variables + 1;
	}

	private boolean begin(int[] v) {
		v[this.m] = 0;
		v[this.latest] = 0;
		return go(v, this.ring.settings.has(Flag.EVICT) ? Step.EVICT : Step.BEGIN);
	}

	/** The next holder of the lock goes on, if one is left. */
	private boolean isKilled(int[] v, Choice choice) {
		return v[this.left] > 0 && choice.pick(2) == 1 && begin(v);
	}

	private boolean evict(int[] v, Choice choice) {
		if (choice.pick(2) == 0) {
			return go(v, Step.BEGIN);
		}
		if (v[this.ring.state] != JoinVariables.LIVE || v[this.ring.locked] != 0) {
			return false;
		}
		// who joins has the lock all the time, and meets nobody else who wants it
		v[this.ring.locked] = JoinSeeker.isPart(this.ring.settings) ? 1 : 0;
		v[this.ring.state] = JoinVariables.EVICTED;
		return go(v, Step.EVICT_EPOCH);
	}

	private boolean evicted(int[] v) {
		v[this.ring.locked] = 0;
		return nextEpoch(v, Step.BEGIN);
	}

	private boolean nextEpoch(int[] v, Step then) {
		v[this.ring.epoch]++;
		return go(v, then);
	}

	private boolean begin(int[] v, Choice choice) {
		int state = v[joiner(this.ring.state)];
		if (v[this.left] == 0 || state == JoinVariables.LIVE) {
			return go(v, Step.STOP);
		}
		v[this.left]--;
		if (this.ring.settings.has(Flag.LATEST)) {
			v[this.latest] = choice.pick(2);
		}
		if (state != JoinVariables.JOINING) {
			return go(v, Step.GROUP);
		}
		return go(v, this.ring.mutant(JoinMutant.KEEP_FLOOR) ? Step.FREE : Step.RAISE_FLOOR);
	}

	/** Without another group producers may have been let on up to the position. */
	private boolean raiseFloor(int[] v) {
		if (v[this.ring.state] != JoinVariables.LIVE) {
			v[this.ring.floor] = Math.max(v[this.ring.floor], v[joiner(this.ring.position)]);
		}
		return go(v, Step.FREE);
	}

	private boolean state(int[] v, int state, Step then) {
		v[joiner(this.ring.state)] = state;
		return go(v, then);
	}

	private boolean group(int[] v, Step live, Step otherwise) {
		if (v[this.latest] != 0 && this.ring.mutant(JoinMutant.AT_TAIL)) {
			v[this.m] = v[this.ring.tail];
			return go(v, (live == Step.OTHER) ? Step.POSITION : Step.RAISE);
		}
		return go(v, (v[this.ring.state] == JoinVariables.LIVE) ? live : otherwise);
	}

	private boolean other(int[] v, Step pass, Step then) {
		v[this.m] = v[this.ring.position];
		return go(v, (v[this.latest] != 0) ? pass : then);
	}

	private boolean fallback(int[] v, Step pass, Step then) {
		v[this.m] = v[this.ring.floor];
		if (v[this.ring.state] == JoinVariables.EVICTED && !this.ring.mutant(JoinMutant.FORGET_EVICTED)) {
			v[this.m] = Math.max(v[this.m], v[this.ring.position]);
		}
		return go(v, (v[this.latest] != 0) ? pass : then);
	}

	/**
	 * Not the tail: a claim of a living producer below it would not be gated by anybody.
	 */
	private boolean pass(int[] v, Step then) {
		if (!this.ring.isFinished(v, v[this.m])) {
			return go(v, then);
		}
		v[this.m]++;
		return true;
	}

	private boolean position(int[] v) {
		v[joiner(this.ring.position)] = v[this.m];
		v[this.m] = 0;
		return go(v, Step.JOINING);
	}

	private int joining() {
		return this.ring.mutant(JoinMutant.LIVE_EARLY) ? JoinVariables.LIVE : JoinVariables.JOINING;
	}

	private Step afterEpoch() {
		return this.ring.mutant(JoinMutant.NO_REREAD) ? Step.LIVE : Step.GROUP_AGAIN;
	}

	private boolean raise(int[] v) {
		v[joiner(this.ring.position)] = Math.max(v[joiner(this.ring.position)], v[this.m]);
		v[this.m] = 0;
		return go(v, Step.LIVE);
	}

	private boolean stop(int[] v) {
		v[this.ring.adminDone] = 1;
		return go(v, Step.STOPPED);
	}

}
