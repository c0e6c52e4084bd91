package io.mmapring.model;

/** The consumer of one group, from its join until all is read or it is evicted. */
final class JoinConsumer extends Actor {

	/** The step that comes next. */
	enum Step {

		LIVE, START, LOOK, LAPPED, COPY, STILL_LIVE, STORE, STOPPED

	}

	private static final Step[] STEPS = Step.values();

	private static final int WAYS = 3;

	private final JoinVariables ring;

	private final int next;

	private final int state;

	private final int position;

	/** Sequence that is looked at. */
	private final int c;

	/** Sequence that was found in its slot. */
	private final int copy;

	JoinConsumer(JoinVariables ring, int group) {
		super("consumer" + group, ring.variables.add("consumer" + group + ".next", STEPS));
		this.ring = ring;
		this.next = next();
		this.state = ring.state + group;
		this.position = ring.position + group;
		this.c = ring.sequence(name() + ".c");
		this.copy = ring.variables.add(name() + ".v", -ring.cap, ring.settings.last());
	}

	@Override
	boolean mayStop(int[] v) {
		return is(v, Step.STOPPED);
	}

	@Override
	boolean step(int[] v, Choice choice) {
		return switch (STEPS[v[this.next]]) {
			case LIVE -> live(v, choice);
			case START -> start(v);
			case LOOK -> !isSeeking(v) && look(v, choice);
			case LAPPED -> lapped(v);
			case COPY -> copy(v);
			case STILL_LIVE -> stillLive(v);
			case STORE -> store(v);
			case STOPPED -> false;
		};
	}

	/** Whether its own thread may do something else. */
	boolean isBetweenPolls(int[] v) {
		return is(v, Step.LOOK) && isLive(v);
	}

	/** Go on at the stored position. */
	void startAgain(int[] v) {
		go(v, Step.START);
	}

	private boolean isLive(int[] v) {
		return v[this.state] == JoinVariables.LIVE;
	}

	private boolean isSeeking(int[] v) {
		return v[this.ring.seeking] != 0 && this.state != this.ring.state;
	}

	private boolean live(int[] v, Choice choice) {
		return (choice.pick(2) == 0) ? isLive(v) && go(v, Step.START)
				: v[this.ring.adminDone] != 0 && !isLive(v) && go(v, Step.STOPPED);
	}

	private boolean start(int[] v) {
		v[this.c] = v[this.position];
		return go(v, Step.LOOK);
	}

	private boolean look(int[] v, Choice choice) {
		return switch (choice.pick(WAYS)) {
			case 0 -> !isLive(v) && stop(v);
			case 1 -> this.ring.isFinished(v, v[this.c]) && go(v, Step.LAPPED);
			default ->
				v[this.ring.producing] == 0 && v[this.c] == v[this.ring.tail] && v[this.ring.adminDone] != 0 && stop(v);
		};
	}

	private boolean lapped(int[] v) {
		Violation.check(v[this.ring.slot(v[this.c])] == v[this.c] || !isLive(v), "no group is lapped");
		return go(v, Step.COPY);
	}

	private boolean copy(int[] v) {
		v[this.copy] = v[this.ring.slot(v[this.c])];
		return this.ring.mutant(JoinMutant.IN_PLACE) ? deliver(v) : go(v, Step.STILL_LIVE);
	}

	/**
	 * A group that may be evicted looks whether it is still in, then delivers its copy.
	 */
	private boolean stillLive(int[] v) {
		return isLive(v) ? deliver(v) : stop(v);
	}

	private boolean deliver(int[] v) {
		Violation.check(v[this.copy] == v[this.c], "what is delivered is what was written");
		v[this.c]++;
		v[this.copy] = 0;
		return go(v, Step.STORE);
	}

	private boolean store(int[] v) {
		v[this.position] = v[this.c];
		return go(v, Step.LOOK);
	}

	private boolean stop(int[] v) {
		v[this.c] = 0;
		v[this.copy] = 0;
		return go(v, Step.STOPPED);
	}

}
