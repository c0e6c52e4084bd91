package io.mmapring.model;

import io.mmapring.model.JoinSettings.Flag;

/**
 * The consumer of the second group, once, between two polls: puts its position back as
 * far as producers are certainly held, under the admin lock. It may be killed between any
 * two steps; its successor then clears away what is left and goes on at the position.
 */
final class JoinSeeker extends Actor {

	/** The step that comes next. */
	enum Step {

		IDLE, SEEK_LEAST, HOLD, HOLD_EPOCH, HOLD_LEAST, HOLD_RAISE, SEEK_BACK, SEEK_EPOCH, LET_GO, HELD_EPOCH, HELD,
		STOPPED

	}

	private static final Step[] STEPS = Step.values();

	private final JoinVariables ring;

	private final JoinConsumer consumer;

	private final int next;

	/** Position of the consumer's group. */
	private final int own;

	private final int m;

	private final int kills;

	JoinSeeker(JoinVariables ring, JoinConsumer consumer) {
		super("seeker", ring.variables.add("seeker.next", STEPS));
		this.ring = ring;
		this.consumer = consumer;
		this.next = next();
		this.own = ring.position + 1;
		this.m = ring.sequence("seeker.m");
		this.kills = ring.variables.add("seeker.kills", 0, 1);
	}

	void start(int[] v) {
		v[this.kills] = 1;
	}

	@Override
	boolean mayStop(int[] v) {
		return is(v, Step.STOPPED) || is(v, Step.IDLE);
	}

	@Override
	boolean step(int[] v, Choice choice) {
		return switch (STEPS[v[this.next]]) {
			case IDLE -> begin(v);
			case SEEK_LEAST -> isKilled(v, choice) || least(v, atOnce() ? Step.SEEK_BACK : Step.HOLD);
			case HOLD -> isKilled(v, choice) || hold(v, Step.HOLD_EPOCH);
			case HOLD_EPOCH -> isKilled(v, choice)
					|| epoch(v, this.ring.mutant(JoinMutant.HOLD_EARLY) ? Step.SEEK_BACK : Step.HOLD_LEAST);
			case HOLD_LEAST -> isKilled(v, choice) || least(v, Step.HOLD_RAISE);
			case HOLD_RAISE -> isKilled(v, choice) || hold(v, Step.SEEK_BACK);
			case SEEK_BACK -> isKilled(v, choice) || back(v);
			case SEEK_EPOCH -> isKilled(v, choice) || epoch(v, Step.LET_GO);
			case LET_GO -> isKilled(v, choice) || letGo(v);
			case HELD_EPOCH -> epoch(v, Step.HELD);
			case HELD -> letGo(v);
			case STOPPED -> false;
		};
	}

	private boolean atOnce() {
		return this.ring.mutant(JoinMutant.BACK_AT_ONCE);
	}

	private boolean begin(int[] v) {
		if (v[this.ring.locked] != 0 || !this.consumer.isBetweenPolls(v)) {
			return false;
		}
		v[this.ring.locked] = 1;
		v[this.ring.seeking] = 1;
		return go(v, Step.SEEK_LEAST);
	}

	/** Whoever has the lock next finds out that there was one that held. */
	private boolean isKilled(int[] v, Choice choice) {
		if (v[this.kills] == 0 || choice.pick(2) == 0) {
			return false;
		}
		v[this.kills] = 0;
		v[this.m] = 0;
		return go(v, this.ring.mutant(JoinMutant.KEEP_EPOCH) ? Step.HELD : Step.HELD_EPOCH);
	}

	private boolean least(int[] v, Step then) {
		int other = v[this.ring.position];
		boolean in = v[this.ring.state] == JoinVariables.LIVE;
		v[this.m] = in ? Math.min(other, v[this.own]) : v[this.own];
		return go(v, then);
	}

	private boolean hold(int[] v, Step then) {
		v[this.ring.hold] = v[this.m] + 1;
		return go(v, then);
	}

	private boolean epoch(int[] v, Step then) {
		v[this.ring.epoch]++;
		return go(v, then);
	}

	private boolean back(int[] v) {
		v[this.own] = v[this.m];
		v[this.m] = 0;
		boolean done = atOnce() || this.ring.mutant(JoinMutant.LET_GO_EARLY);
		return go(v, done ? Step.LET_GO : Step.SEEK_EPOCH);
	}

	private boolean letGo(int[] v) {
		v[this.ring.hold] = 0;
		v[this.ring.locked] = 0;
		v[this.ring.seeking] = 0;
		this.consumer.startAgain(v);
		return go(v, Step.STOPPED);
	}

	static boolean isPart(JoinSettings settings) {
		return settings.has(Flag.SEEK);
	}

}
