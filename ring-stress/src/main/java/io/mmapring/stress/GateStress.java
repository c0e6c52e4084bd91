package io.mmapring.stress;

import java.util.List;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;

import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.group.GroupSpec;
import io.mmapring.group.Join;
import io.mmapring.group.StartFrom;
import io.mmapring.sequence.Claims;
import io.mmapring.sequence.SlotReader;

/** How far producers are let on. */
public final class GateStress {

	private GateStress() {
	}

	/** Gate.read with GroupTable.nextEpoch: state, epoch, positions. */
	@JCStressTest
	@Outcome(id = { "32, 1", "-1, 0", "-1, 1" }, expect = Expect.ACCEPTABLE, desc = "the late group is not lapped")
	@State
	public static class JoinOrClaim {

		private static final List<GroupSpec> LATE = List.of(GroupSpec.of("late"));

		private final StressRing ring = new StressRing(StressRing.MANY).full().declare(GroupSpec.of("first"));

		private final Claims claims = this.ring.claims(1);

		private final SlotReader reader = this.ring.reader(0);

		private final Join join = this.ring.join();

		@Actor
		public void passAndClaim(JJ_Result r) {
			StressRing.poll(this.reader, (event, sequence, end) -> {
			}, 1);
			r.r1 = Math.max(-1, this.claims.tryClaim(1));
		}

		@Actor
		public void join() {
			this.join.join(LATE, StartFrom.EARLIEST);
		}

		@Arbiter
		public void end(JJ_Result r) {
			r.r2 = this.ring.memory.longAcquire(this.ring.positionOffset(1));
			this.ring.close();
		}

	}

	/**
	 * A full ring with a slow group, which is about to get on and let producers go on,
	 * and a quick one that has taken all and is to go back to where the slow one is.
	 */
	abstract static class Seeking {

		private final StressRing ring;

		private final Claims claims;

		private final SlotReader slow;

		private final int quick;

		Seeking(StressRing ring) {
			this.ring = ring.full().declare(GroupSpec.of("slow"), GroupSpec.of("quick"));
			this.claims = ring.claims(1);
			this.slow = ring.reader(0);
			this.quick = ring.groups.find("quick");
			StressRing.poll(ring.reader(this.quick), (event, sequence, end) -> {
			}, StressRing.SLOTS);
		}

		/** Whether sequence 0 is overwritten. */
		long passAndClaim() {
			StressRing.poll(this.slow, (event, sequence, end) -> {
			}, 1);
			return Math.max(-1, this.claims.tryClaim(1));
		}

		long goBack() {
			return this.ring.seek().toEarliest(this.quick, 1);
		}

		/** What is claimed once more, with what the producer knows by now. */
		long end() {
			long claimed = Math.max(-1, this.claims.tryClaim(1));
			this.ring.close();
			return claimed;
		}

	}

	/** Seek.hold and letGo with Gate.read: HOLD, epoch, positions. */
	@JCStressTest
	@Outcome(id = { "-1, 0, -1", "-1, 1, 32", "32, 1, -1" }, expect = Expect.ACCEPTABLE,
			desc = "nothing is overwritten that the group has gone back to")
	@Outcome(expect = Expect.FORBIDDEN, desc = "the group that has gone back is lapped")
	@State
	public static class SeekOrClaim extends Seeking {

		public SeekOrClaim() {
			super(new StressRing(StressRing.MANY));
		}

		@Actor
		public void producer(JJJ_Result r) {
			r.r1 = passAndClaim();
		}

		@Actor
		public void seeker(JJJ_Result r) {
			r.r2 = goBack();
		}

		@Arbiter
		public void end(JJJ_Result r) {
			r.r3 = end();
		}

	}

	/** Broken: the same where producers are not held meanwhile. */
	@JCStressTest
	@Outcome(id = { "-1, 0, -1", "-1, 1, 32", "32, 1, -1" }, expect = Expect.ACCEPTABLE,
			desc = "nothing is overwritten that the group has gone back to")
	@Outcome(expect = Expect.ACCEPTABLE_INTERESTING, desc = "the group that has gone back is lapped")
	@State
	public static class BrokenSeekOrClaim extends Seeking {

		public BrokenSeekOrClaim() {
			super(new StressRing(StressRing.MANY, BrokenMemory.NoHold::new));
		}

		@Actor
		public void producer(JJJ_Result r) {
			r.r1 = passAndClaim();
		}

		@Actor
		public void seeker(JJJ_Result r) {
			r.r2 = goBack();
		}

		@Arbiter
		public void end(JJJ_Result r) {
			r.r3 = end();
		}

	}

	/** RingMemory.fullFence: a store and a later load, on both sides. */
	@JCStressTest
	@Outcome(id = { "1, 0", "0, 1", "1, 1" }, expect = Expect.ACCEPTABLE, desc = "at least one sees the other")
	@State
	public static class Fences {

		private final StressRing ring = new StressRing(StressRing.MANY, RingMemory::new);

		@Actor
		public void producer(JJ_Result r) {
			this.ring.memory.longRelease(this.ring.positionOffset(0), 1);
			this.ring.memory.fullFence();
			r.r1 = this.ring.memory.longAcquire(RingLayout.GROUPS_EPOCH);
		}

		@Actor
		public void joiner(JJ_Result r) {
			this.ring.memory.longRelease(RingLayout.GROUPS_EPOCH, 1);
			this.ring.memory.fullFence();
			r.r2 = this.ring.memory.longAcquire(this.ring.positionOffset(0));
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

	/** Broken: the same without fences. */
	@JCStressTest
	@Outcome(id = { "1, 0", "0, 1", "1, 1" }, expect = Expect.ACCEPTABLE, desc = "at least one sees the other")
	@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "neither sees the other")
	@State
	public static class BrokenFences {

		private final StressRing ring = new StressRing(StressRing.MANY, BrokenMemory.NoFence::new);

		@Actor
		public void producer(JJ_Result r) {
			this.ring.memory.longRelease(this.ring.positionOffset(0), 1);
			this.ring.memory.fullFence();
			r.r1 = this.ring.memory.longAcquire(RingLayout.GROUPS_EPOCH);
		}

		@Actor
		public void joiner(JJ_Result r) {
			this.ring.memory.longRelease(RingLayout.GROUPS_EPOCH, 1);
			this.ring.memory.fullFence();
			r.r2 = this.ring.memory.longAcquire(this.ring.positionOffset(0));
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

}
