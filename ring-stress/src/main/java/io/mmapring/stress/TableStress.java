package io.mmapring.stress;

import java.util.List;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

import io.mmapring.file.ParticipantLayout;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingState;
import io.mmapring.file.TypeTable;
import io.mmapring.group.GroupSpec;
import io.mmapring.sequence.Claims;

/** Types, counters and the state of the ring. */
public final class TableStress {

	private TableStress() {
	}

	/** TYPE_ID: TypeTable.write (release) with all (acquire): the entry is whole. */
	@JCStressTest
	@Outcome(id = { "none", "1 name text" }, expect = Expect.ACCEPTABLE, desc = "none, or a whole type")
	@State
	public static class TypeEntry {

		private final StressRing ring = new StressRing(StressRing.MANY);

		private final TypeTable writer = new TypeTable("stress", this.ring.memory, this.ring.layout, 1);

		private final TypeTable reader = new TypeTable("stress", this.ring.memory, this.ring.layout, 1);

		@Actor
		public void writer() {
			this.writer.register(1, "name", "text", (there) -> there);
		}

		@Actor
		public void reader(L_Result r) {
			List<TypeTable.TypeInfo> types = this.reader.all();
			r.r1 = types.isEmpty() ? "none"
					: types.get(0).id() + " " + types.get(0).name() + " " + types.get(0).layout();
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

	/** RING_STATE: RingState.mark (release) with a watch (acquire): what led to it. */
	@JCStressTest
	@Outcome(id = { "false, 0", "false, -5", "true, -5" }, expect = Expect.ACCEPTABLE,
			desc = "no mark yet, or one that explains itself")
	@State
	public static class Damaged {

		private final StressRing ring = new StressRing(StressRing.MANY);

		private final int length = this.ring.layout.slot(0) + RingLayout.SLOT_LENGTH;

		public Damaged() {
			this.ring.memory.intPlain(this.length, 0);
		}

		@Actor
		public void finder() {
			this.ring.memory.intPlain(this.length, -5);
			RingState.mark(this.ring.memory, RingState.EVENT);
		}

		@Actor
		public void watch(ZI_Result r) {
			r.r1 = this.ring.memory.longAcquire(RingLayout.RING_STATE) != RingState.USABLE;
			r.r2 = this.ring.memory.intPlain(this.length);
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

	/** PARTICIPANT_ABANDONED: added to by several threads of one process. */
	@JCStressTest
	@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both are counted")
	@State
	public static class Abandoned {

		private final StressRing ring = new StressRing(StressRing.MANY).declare(GroupSpec.of("group"));

		private final Claims one = this.ring.claims(1);

		private final Claims other = this.ring.claims(1);

		@Actor
		public void one() {
			this.one.abandon(this.one.tryClaim(1), 1);
		}

		@Actor
		public void other() {
			this.other.abandon(this.other.tryClaim(1), 1);
		}

		@Arbiter
		public void end(J_Result r) {
			r.r1 = this.ring.memory.longAcquire(ParticipantLayout.entry(1) + ParticipantLayout.ABANDONED);
			this.ring.close();
		}

	}

}
