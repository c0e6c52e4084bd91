package io.mmapring.stress;

import java.util.List;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.J_Result;
import org.openjdk.jcstress.infra.results.L_Result;

import io.mmapring.group.GroupSpec;
import io.mmapring.group.Join;
import io.mmapring.group.StartFrom;
import io.mmapring.sequence.Claims;
import io.mmapring.sequence.SlotReader;

/** Positions, leases and states of groups. */
public final class GroupStress {

	private GroupStress() {
	}

	/**
	 * Position: SlotReader.store (release) with Gate.leastPosition (acquire): reads stay
	 * above it.
	 */
	@JCStressTest
	@Outcome(id = { "1, -1", "1, 32" }, expect = Expect.ACCEPTABLE,
			desc = "the event as it was, whether or not the slot has its next one")
	@State
	public static class PassedBySlowReader {

		private final StressRing ring = new StressRing(StressRing.MANY).full().declare(GroupSpec.of("group"));

		private final Claims claims = this.ring.claims(1);

		private final SlotReader reader = this.ring.reader(0);

		private long taken;

		@Actor
		public void consumer(JJ_Result r) {
			StressRing.poll(this.reader, (event, sequence, end) -> this.taken = event.payload().getLong(0), 1);
			r.r1 = this.taken;
		}

		@Actor
		public void producer(JJ_Result r) {
			r.r2 = Math.max(-1, this.ring.publish(this.claims, 1, 2));
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

	/**
	 * Position: SlotReader.store (release) with Barrier.least (acquire): what the first
	 * group did.
	 */
	@JCStressTest
	@Outcome(id = { "-1", "7" }, expect = Expect.ACCEPTABLE, desc = "not yet, or behind what the first group did")
	@State
	public static class BehindFirst {

		private final StressRing ring = new StressRing(StressRing.MANY).declare(GroupSpec.of("first"),
				new GroupSpec("second", List.of("first")));

		private final SlotReader first;

		private final SlotReader second;

		private long done;

		private long seen = -1;

		public BehindFirst() {
			this.ring.publish(this.ring.claims(1), 1, 1);
			this.first = this.ring.reader(0);
			this.second = this.ring.reader(1);
		}

		@Actor
		public void first() {
			StressRing.poll(this.first, (event, sequence, end) -> this.done = 7, 1);
		}

		@Actor
		public void second(J_Result r) {
			StressRing.poll(this.second, (event, sequence, end) -> this.seen = this.done, 1);
			r.r1 = this.seen;
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

	/**
	 * SHARD_OWNER: GroupTable.lease (release) with owner (acquire): a successor has the
	 * last position.
	 */
	@JCStressTest
	@Outcome(id = { "-1", "1" }, expect = Expect.ACCEPTABLE, desc = "not free yet, or where the predecessor stopped")
	@State
	public static class Lease {

		private final StressRing ring = new StressRing(StressRing.MANY).declare(GroupSpec.of("group"));

		private final SlotReader reader;

		public Lease() {
			this.ring.publish(this.ring.claims(1), 1, 1);
			this.ring.groups.lease(0, 0, 1, 0);
			this.reader = this.ring.reader(0);
		}

		@Actor
		public void holder() {
			StressRing.poll(this.reader, (event, sequence, end) -> {
			}, 1);
			this.ring.groups.lease(0, 0, 0, 0);
		}

		@Actor
		public void successor(J_Result r) {
			r.r1 = (this.ring.groups.owner(0, 0) == 0) ? this.ring.reader(0).position() : -1;
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

	/**
	 * Group state: GroupTable.storeState (release) with state (acquire): the entry is
	 * whole.
	 */
	@JCStressTest
	@Outcome(id = { "none", "group 1" }, expect = Expect.ACCEPTABLE, desc = "nobody, or with its name and dependencies")
	@State
	public static class Described {

		private static final List<GroupSpec> SPECS = List.of(new GroupSpec("group", List.of("first")));

		private final StressRing ring = new StressRing(StressRing.MANY).declare(GroupSpec.of("first"));

		private final Join join = this.ring.join();

		@Actor
		public void joiner() {
			this.join.join(SPECS, StartFrom.EARLIEST);
		}

		@Actor
		public void looker(L_Result r) {
			int group = this.ring.groups.find("group");
			r.r1 = (group < 0) ? "none" : "group " + this.ring.groups.after(group);
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

}
