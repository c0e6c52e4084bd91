package io.mmapring.stress;

import java.util.List;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
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
