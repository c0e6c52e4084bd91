package io.mmapring.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IJ_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.J_Result;

import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;
import io.mmapring.file.Tail;
import io.mmapring.group.GroupSpec;
import io.mmapring.sequence.Claims;
import io.mmapring.sequence.SlotReader;

/** Who may write where. */
public final class ClaimStress {

	private ClaimStress() {
	}

	/** Tail: MultiProducerClaims.tryClaim with itself (acquire, compare-and-set). */
	@JCStressTest
	@Outcome(id = { "0, 1", "1, 0" }, expect = Expect.ACCEPTABLE, desc = "each has a sequence of its own")
	@State
	public static class TwoClaims {

		private final StressRing ring = new StressRing(StressRing.MANY, RingMemory::new).declare(GroupSpec.of("group"));

		private final Claims one = this.ring.claims(1);

		private final Claims other = this.ring.claims(2);

		@Actor
		public void one(JJ_Result r) {
			r.r1 = this.one.tryClaim(1);
		}

		@Actor
		public void other(JJ_Result r) {
			r.r2 = this.other.tryClaim(1);
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

	/** Broken: the same without compare-and-set. */
	@JCStressTest
	@Outcome(id = { "0, 1", "1, 0" }, expect = Expect.ACCEPTABLE, desc = "each has a sequence of its own")
	@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "two producers have one slot")
	@State
	public static class BrokenTwoClaims {

		private final StressRing ring = new StressRing(StressRing.MANY, BrokenMemory.NoCompareAndSet::new)
			.declare(GroupSpec.of("group"));

		private final Claims one = this.ring.claims(1);

		private final Claims other = this.ring.claims(2);

		@Actor
		public void one(JJ_Result r) {
			r.r1 = this.one.tryClaim(1);
		}

		@Actor
		public void other(JJ_Result r) {
			r.r2 = this.other.tryClaim(1);
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

	/**
	 * Claims.name (acquire, compare-and-set) with Claims.stamp (release): no stamp is
	 * lost.
	 */
	@JCStressTest
	@Outcome(id = "2, 10", expect = Expect.ACCEPTABLE, desc = "both events are taken")
	@State
	public static class NamedOrPublished {

		private final StressRing ring = new StressRing(StressRing.MANY).declare(GroupSpec.of("group"));

		private final Claims one = this.ring.claims(1);

		private final Claims other = this.ring.claims(2);

		private final SlotReader reader = this.ring.reader(0);

		private long sum;

		@Actor
		public void one() {
			this.ring.publish(this.one, 1, 3);
		}

		@Actor
		public void other() {
			this.ring.publish(this.other, 1, 7);
		}

		@Arbiter
		public void end(IJ_Result r) {
			r.r1 = StressRing.poll(this.reader, (event, sequence, end) -> this.sum += event.payload().getLong(0), 5);
			r.r2 = this.sum;
			this.ring.close();
		}

	}

	/** Claims.name with the tail: what is below the newest claim has an owner. */
	@JCStressTest
	@Outcome(id = { "0, 1", "1, 2" }, expect = Expect.ACCEPTABLE, desc = "the slot below names who claimed it")
	@State
	public static class NamedOwner {

		private final StressRing ring = new StressRing(StressRing.MANY).declare(GroupSpec.of("group"));

		private final Claims one = this.ring.claims(1);

		private final Claims other = this.ring.claims(2);

		@Actor
		public void one(JJ_Result r) {
			r.r1 = this.one.tryClaim(1);
		}

		@Actor
		public void other() {
			this.other.tryClaim(1);
		}

		@Arbiter
		public void end(JJ_Result r) {
			r.r2 = Stamp.owner(this.ring.stamp(0));
			this.ring.close();
		}

	}

	/** Tail (compare-and-set) before stamp, with Repair (acquire of both). */
	@JCStressTest
	@Outcome(id = { "0, 0", "0, 1", "2, 1" }, expect = Expect.ACCEPTABLE,
			desc = "nothing is stamped at or above the tail")
	@State
	public static class StampBelowManyTail {

		private final StressRing ring = new StressRing(StressRing.MANY).declare(GroupSpec.of("group"));

		private final Claims claims = this.ring.claims(1);

		@Actor
		public void producer() {
			this.ring.publish(this.claims, 1, 7);
		}

		@Actor
		public void looker(IJ_Result r) {
			r.r1 = Stamp.state(this.ring.stamp(0));
			r.r2 = Tail.next(this.ring.memory.longAcquire(RingLayout.TAIL));
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

	/**
	 * Tail, storeStore fence, payload; with a look at the payload, acquire fence, tail.
	 */
	@JCStressTest
	@Outcome(id = { "0, 0", "0, 1", "7, 1" }, expect = Expect.ACCEPTABLE, desc = "who sees the payload sees the claim")
	@State
	public static class ManyClaimBeforePayload {

		private final StressRing ring = new StressRing(StressRing.MANY).declare(GroupSpec.of("group"));

		private final Claims claims = this.ring.claims(1);

		@Actor
		public void producer() {
			this.ring.fill(this.claims.tryClaim(1), 7);
		}

		@Actor
		public void looker(JJ_Result r) {
			r.r1 = this.ring.memory.longPlain(this.ring.layout.slot(0) + RingLayout.SLOT_PAYLOAD);
			this.ring.memory.acquireFence();
			r.r2 = Tail.next(this.ring.memory.longAcquire(RingLayout.TAIL));
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

	/** Tail (release) before stamp, with Repair (acquire of both). */
	@JCStressTest
	@Outcome(id = { "0, 0", "0, 1", "2, 1" }, expect = Expect.ACCEPTABLE,
			desc = "nothing is stamped at or above the tail")
	@State
	public static class StampBelowSingleTail {

		private final StressRing ring = new StressRing(StressRing.SINGLE).declare(GroupSpec.of("group"));

		private final Claims claims = this.ring.claims(1);

		@Actor
		public void producer() {
			this.ring.publish(this.claims, 1, 7);
		}

		@Actor
		public void looker(IJ_Result r) {
			r.r1 = Stamp.state(this.ring.stamp(0));
			r.r2 = Tail.next(this.ring.memory.longAcquire(RingLayout.TAIL));
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

	/**
	 * Tail, storeStore fence, payload; with a look at the payload, acquire fence, tail.
	 */
	@JCStressTest
	@Outcome(id = { "0, 0", "0, 1", "7, 1" }, expect = Expect.ACCEPTABLE, desc = "who sees the payload sees the claim")
	@State
	public static class SingleClaimBeforePayload {

		private final StressRing ring = new StressRing(StressRing.SINGLE).declare(GroupSpec.of("group"));

		private final Claims claims = this.ring.claims(1);

		@Actor
		public void producer() {
			this.ring.fill(this.claims.tryClaim(1), 7);
		}

		@Actor
		public void looker(JJ_Result r) {
			r.r1 = this.ring.memory.longPlain(this.ring.layout.slot(0) + RingLayout.SLOT_PAYLOAD);
			this.ring.memory.acquireFence();
			r.r2 = Tail.next(this.ring.memory.longAcquire(RingLayout.TAIL));
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

	/**
	 * SOLE_PRODUCER: release with the tail before it, acquire; a successor goes on at the
	 * tail.
	 */
	@JCStressTest
	@Outcome(id = { "-1", "1" }, expect = Expect.ACCEPTABLE, desc = "not free yet, or behind the last claim")
	@State
	public static class SoleProducer {

		private final StressRing ring = new StressRing(StressRing.SINGLE).declare(GroupSpec.of("group"));

		private final Claims claims = this.ring.claims(1);

		public SoleProducer() {
			this.ring.memory.longPlain(RingLayout.SOLE_PRODUCER, 1);
		}

		@Actor
		public void holder() {
			this.ring.publish(this.claims, 1, 7);
			this.ring.memory.longRelease(RingLayout.SOLE_PRODUCER, 0);
		}

		@Actor
		public void successor(J_Result r) {
			boolean free = this.ring.memory.longAcquire(RingLayout.SOLE_PRODUCER) == 0;
			r.r1 = free ? this.ring.claims(2).tryClaim(1) : -1;
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

}
