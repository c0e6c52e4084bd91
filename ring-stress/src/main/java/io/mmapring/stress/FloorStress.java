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
import io.mmapring.group.GroupSpec;
import io.mmapring.group.GroupState;
import io.mmapring.group.Join;
import io.mmapring.group.StartFrom;
import io.mmapring.sequence.Claims;

/** How far producers go where there is no group. */
public final class FloorStress {

	private FloorStress() {
	}

	/**
	 * FLOOR: FloorWalk.raise with itself (acquire, compare-and-set): each slot is passed
	 * once.
	 */
	@JCStressTest
	@Outcome(id = "65, 2, 2", expect = Expect.ACCEPTABLE, desc = "two claims, a floor of two, two overwritten")
	@State
	public static class TwoWalkers {

		private final StressRing ring = new StressRing(StressRing.OVERWRITING).full();

		private final Claims one = this.ring.claims(1);

		private final Claims other = this.ring.claims(2);

		private long first;

		private long second;

		@Actor
		public void one() {
			this.first = this.one.tryClaim(1);
		}

		@Actor
		public void other() {
			this.second = this.other.tryClaim(1);
		}

		@Arbiter
		public void end(JJJ_Result r) {
			r.r1 = this.first + this.second;
			r.r2 = this.ring.memory.longAcquire(RingLayout.FLOOR);
			r.r3 = this.ring.memory.longAcquire(RingLayout.OVERWRITTEN);
			this.ring.close();
		}

	}

	/**
	 * FLOOR: FloorWalk.raise with Join.earliest: the first group starts at what is not
	 * overwritten.
	 */
	@JCStressTest
	@Outcome(id = { "32, 1", "-1, 0", "-1, 1" }, expect = Expect.ACCEPTABLE, desc = "the group is not lapped")
	@State
	public static class FirstGroup {

		private static final List<GroupSpec> FIRST = List.of(GroupSpec.of("first"));

		private final StressRing ring = new StressRing(StressRing.OVERWRITING).full();

		private final Claims claims = this.ring.claims(1);

		private final Join join = this.ring.join();

		@Actor
		public void producer(JJ_Result r) {
			r.r1 = Math.max(-1, this.claims.tryClaim(1));
		}

		@Actor
		public void joiner() {
			this.join.join(FIRST, StartFrom.EARLIEST);
		}

		@Arbiter
		public void end(JJ_Result r) {
			r.r2 = this.ring.memory.longAcquire(this.ring.positionOffset(0));
			this.ring.close();
		}

	}

	/**
	 * FLOOR: Join.raiseFloor, then state FREE (release), with Gate.read: producers go on.
	 */
	@JCStressTest
	@Outcome(id = "32, 1", expect = Expect.ACCEPTABLE,
			desc = "the claim finds room, before or behind; nobody may start below it")
	@State
	public static class HalfJoined {

		/** One shard. */
		private static final long JOINING = 1L << 8 | GroupState.JOINING;

		private final StressRing ring = new StressRing(StressRing.MANY).full();

		private final Claims claims = this.ring.claims(1);

		private final Join join = this.ring.join();

		public HalfJoined() {
			this.ring.memory.longPlain(this.ring.positionOffset(0), 1);
			this.ring.memory.longPlain(RingLayout.groupState(0), JOINING);
		}

		@Actor
		public void producer(JJ_Result r) {
			r.r1 = Math.max(-1, this.claims.tryClaim(1));
		}

		@Actor
		public void sweeper() {
			this.join.freeHalfJoined();
		}

		@Arbiter
		public void end(JJ_Result r) {
			r.r2 = this.ring.memory.longAcquire(RingLayout.FLOOR);
			this.ring.close();
		}

	}

}
