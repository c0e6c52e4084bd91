package io.mmapring.process;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

import io.mmapring.stress.StressRing;

/** The table of participants; in its package, since only that may write it. */
public final class ParticipantStress {

	private static final int ID = 1;

	private ParticipantStress() {
	}

	/**
	 * Participants.attaching (release) with state (acquire): the process is the new one.
	 */
	@JCStressTest
	@Outcome(id = { "0, 0", "0, 7", "1, 7" }, expect = Expect.ACCEPTABLE, desc = "free, or taken by the new one")
	@State
	public static class Attaching {

		private final StressRing ring = StressRing.many();

		private final Participants participants = new Participants(this.ring.memory());

		@Actor
		public void newcomer() {
			this.participants.attaching(ID, new ProcessIdentity(7, 7, 7), "app", 7);
		}

		@Actor
		public void prober(JJ_Result r) {
			r.r1 = this.participants.state(ID);
			r.r2 = this.participants.process(ID).startTime();
		}

		/** Give the memory back. */
		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

	/** Participants.dead with itself (compare-and-set): one finds a death. */
	@JCStressTest
	@Outcome(id = { "true, false", "false, true" }, expect = Expect.ACCEPTABLE, desc = "one of two probers")
	@State
	public static class TwoProbers {

		private final StressRing ring = StressRing.many();

		private final Participants participants = new Participants(this.ring.memory());

		/** A live participant. */
		public TwoProbers() {
			this.participants.live(ID);
		}

		@Actor
		public void one(ZZ_Result r) {
			r.r1 = this.participants.dead(ID, Participants.LIVE);
		}

		@Actor
		public void other(ZZ_Result r) {
			r.r2 = this.participants.dead(ID, Participants.LIVE);
		}

		/** Give the memory back. */
		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

}
