package io.mmapring.wait;

import java.nio.file.Path;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

import io.mmapring.file.RingMemory;
import io.mmapring.stress.StressRing;

/** Who blocks, and who wakes them; in its package, since only that may arm a doorbell. */
public final class DoorbellStress {

	private static final int ME = 1;

	private static final int OTHER = 2;

	private DoorbellStress() {
	}

	/** A closed doorbell has no socket, and none is made for each try. */
	private static Doorbell doorbell(RingMemory memory, int participant) {
		Doorbell doorbell = new Doorbell("stress", Path.of("none"), memory, participant);
		doorbell.close();
		return doorbell;
	}

	/**
	 * A ring with one event to come, and a thread that has looked for it in vain so often
	 * that it is about to arm the doorbell.
	 */
	abstract static class Sleepy {

		private final StressRing ring = StressRing.many();

		private final Doorbell doorbell = doorbell(this.ring.memory(), ME);

		private final Waiter waiter = this.doorbell.waiter(Awaited.EVENTS);

		private boolean seen;

		/**
		 * Make it.
		 * @param flag whether somebody has armed before, whose bit is taken
		 */
		Sleepy(boolean flag) {
			for (int i = 0; i < Waiter.SPINS; i++) {
				this.waiter.idle();
			}
			this.ring.memory().longPlain(Awaited.EVENTS.flag(), flag ? 1 : 0);
		}

		void armAndLook() {
			this.waiter.idle();
			this.seen = this.ring.isPublished(0);
		}

		void publish() {
			this.ring.publishOne(ME, this.doorbell.bell(Awaited.EVENTS));
		}

		String outcome() {
			String armed = this.doorbell.isArmed(Awaited.EVENTS) ? "missed, the next one rings" : "lost";
			String outcome = this.seen ? "seen" : this.waiter.isRung() ? "rung" : armed;
			this.ring.close();
			return outcome;
		}

	}

	/**
	 * Doorbell.arm (full fence, then a look) with Claims.publish (stamp, then the word):
	 * nobody sleeps whom no publisher will ring any more.
	 */
	@JCStressTest
	@Outcome(id = { "seen", "rung", "missed, the next one rings" }, expect = Expect.ACCEPTABLE,
			desc = "it goes on at once, or by its bound or the next event")
	@Outcome(id = "lost", expect = Expect.FORBIDDEN, desc = "it sleeps, was not rung, and no later event would ring")
	@State
	public static class PublishOrSleep extends Sleepy {

		/** Nobody waits yet. */
		public PublishOrSleep() {
			super(false);
		}

		@Actor
		public void sleeper() {
			armAndLook();
		}

		@Actor
		public void publisher() {
			publish();
		}

		/**
		 * Look what came of it.
		 * @param r the result
		 */
		@Arbiter
		public void end(L_Result r) {
			r.r1 = outcome();
		}

	}

	/**
	 * Doorbell.arm (bit, then the word) with Doorbell.ring (the word, then the bits): the
	 * word of another one that is just being taken is not relied on.
	 */
	@JCStressTest
	@Outcome(id = { "seen", "rung", "missed, the next one rings" }, expect = Expect.ACCEPTABLE,
			desc = "it goes on at once, or by its bound or the next event")
	@Outcome(id = "lost", expect = Expect.FORBIDDEN, desc = "it sleeps, was not rung, and no later event would ring")
	@State
	public static class PublishOrSleepToo extends Sleepy {

		/** Another one has said that it waits. */
		public PublishOrSleepToo() {
			super(true);
		}

		@Actor
		public void sleeper() {
			armAndLook();
		}

		@Actor
		public void publisher() {
			publish();
		}

		/**
		 * Look what came of it.
		 * @param r the result
		 */
		@Arbiter
		public void end(L_Result r) {
			r.r1 = outcome();
		}

	}

	/** Two participants that arm at once. */
	abstract static class Sleepers {

		final StressRing ring;

		final Doorbell mine;

		final Doorbell others;

		Sleepers(StressRing ring) {
			this.ring = ring;
			this.mine = doorbell(ring.memory(), ME);
			this.others = doorbell(ring.memory(), OTHER);
		}

		void end(ZZZ_Result r) {
			r.r1 = this.mine.isArmed(Awaited.EVENTS);
			r.r2 = this.others.isArmed(Awaited.EVENTS);
			r.r3 = this.ring.memory().longAcquire(Awaited.EVENTS.flag()) != 0;
			this.ring.close();
		}

	}

	/** Doorbell.arm with itself (compare-and-set of a word of bits): no bit is lost. */
	@JCStressTest
	@Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE, desc = "both are rung next")
	@Outcome(expect = Expect.FORBIDDEN, desc = "one of them sleeps on")
	@State
	public static class TwoSleepers extends Sleepers {

		/** Nobody waits yet. */
		public TwoSleepers() {
			super(StressRing.many());
		}

		@Actor
		public void one() {
			this.mine.arm(Awaited.EVENTS);
		}

		@Actor
		public void other() {
			this.others.arm(Awaited.EVENTS);
		}

		/**
		 * Look what came of it.
		 * @param r the result
		 */
		@Arbiter
		public void result(ZZZ_Result r) {
			end(r);
		}

	}

	/** Broken: the same where a compare-and-set is a look and a store. */
	@JCStressTest
	@Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE, desc = "both are rung next")
	@Outcome(expect = Expect.ACCEPTABLE_INTERESTING, desc = "one of them sleeps on")
	@State
	public static class BrokenTwoSleepers extends Sleepers {

		/** Nobody waits yet. */
		public BrokenTwoSleepers() {
			super(StressRing.manyWithoutCompareAndSet());
		}

		@Actor
		public void one() {
			this.mine.arm(Awaited.EVENTS);
		}

		@Actor
		public void other() {
			this.others.arm(Awaited.EVENTS);
		}

		/**
		 * Look what came of it.
		 * @param r the result
		 */
		@Arbiter
		public void result(ZZZ_Result r) {
			end(r);
		}

	}

}
