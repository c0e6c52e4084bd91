package io.mmapring.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IJ_Result;

import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;
import io.mmapring.group.GroupSpec;
import io.mmapring.sequence.Claims;
import io.mmapring.sequence.Repair;

/** What survivors do about the dead. */
public final class RepairStress {

	private RepairStress() {
	}

	/**
	 * Repair.skip with Claims.name (both acquire, compare-and-set): a dead claim is given
	 * up for good.
	 */
	@JCStressTest
	@Outcome(id = "4, 1", expect = Expect.ACCEPTABLE, desc = "SKIPPED, and counted once")
	@State
	public static class NamedOrSkipped {

		private final StressRing ring = new StressRing(StressRing.MANY, RingMemory::new).declare(GroupSpec.of("group"));

		private final Repair repair = this.ring.repair();

		private final Claims survivor = this.ring.claims(1);

		public NamedOrSkipped() {
			this.ring.claims(StressRing.DEAD).tryClaim(1);
		}

		@Actor
		public void repairer() {
			this.repair.sweep(StressRing.DEAD);
		}

		@Actor
		public void survivor() {
			this.survivor.tryClaim(1);
		}

		@Arbiter
		public void end(IJ_Result r) {
			r.r1 = Stamp.state(this.ring.stamp(0));
			r.r2 = this.ring.memory.longAcquire(RingLayout.REPAIRED);
			this.ring.close();
		}

	}

	/** Broken: the same without compare-and-set. */
	@JCStressTest
	@Outcome(id = "4, 1", expect = Expect.ACCEPTABLE, desc = "SKIPPED, and counted once")
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE_INTERESTING, desc = "the namer undid the repair")
	@State
	public static class BrokenNamedOrSkipped {

		private final StressRing ring = new StressRing(StressRing.MANY, BrokenMemory.NoCompareAndSet::new)
			.declare(GroupSpec.of("group"));

		private final Repair repair = this.ring.repair();

		private final Claims survivor = this.ring.claims(1);

		public BrokenNamedOrSkipped() {
			this.ring.claims(StressRing.DEAD).tryClaim(1);
		}

		@Actor
		public void repairer() {
			this.repair.sweep(StressRing.DEAD);
		}

		@Actor
		public void survivor() {
			this.survivor.tryClaim(1);
		}

		@Arbiter
		public void end(IJ_Result r) {
			r.r1 = Stamp.state(this.ring.stamp(0));
			r.r2 = this.ring.memory.longAcquire(RingLayout.REPAIRED);
			this.ring.close();
		}

	}

}
