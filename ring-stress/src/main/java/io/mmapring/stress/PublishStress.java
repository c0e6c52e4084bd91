package io.mmapring.stress;

import org.agrona.MutableDirectBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IJ_Result;
import org.openjdk.jcstress.infra.results.J_Result;

import io.mmapring.group.GroupSpec;
import io.mmapring.sequence.Claims;
import io.mmapring.sequence.SlotReader;
import io.mmapring.sequence.SlotWriter;

/** What producers stamp and consumers find. */
public final class PublishStress {

	private PublishStress() {
	}

	/**
	 * Stamp PUBLISHED (Claims.stamp, release) with EventSearch.next (acquire): the
	 * payload.
	 */
	@JCStressTest
	@Outcome(id = { "-1", "7" }, expect = Expect.ACCEPTABLE, desc = "nothing yet, or the event as it was written")
	@State
	public static class Payload {

		private final StressRing ring = new StressRing(StressRing.MANY).declare(GroupSpec.of("group"));

		private final Claims claims = this.ring.claims(1);

		private final SlotReader reader = this.ring.reader(0);

		private long taken = -1;

		@Actor
		public void producer() {
			this.ring.publish(this.claims, 1, 7);
		}

		@Actor
		public void consumer(J_Result r) {
			StressRing.poll(this.reader, (event, sequence, end) -> this.taken = event.payload().getLong(0), 1);
			r.r1 = this.taken;
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

	/**
	 * Stamps FOLLOWS, upwards, then PUBLISHED on the head, with EventSearch.next: all or
	 * nothing.
	 */
	@JCStressTest
	@Outcome(id = { "0, 0", "3, 21" }, expect = Expect.ACCEPTABLE, desc = "nothing yet, or the whole batch")
	@State
	public static class Batch {

		private final StressRing ring = new StressRing(StressRing.MANY).declare(GroupSpec.of("group"));

		private final Claims claims = this.ring.claims(1);

		private final SlotReader reader = this.ring.reader(0);

		private long sum;

		@Actor
		public void producer() {
			this.ring.publish(this.claims, 3, 7);
		}

		@Actor
		public void consumer(IJ_Result r) {
			r.r1 = StressRing.poll(this.reader, (event, sequence, end) -> this.sum += event.payload().getLong(0), 5);
			r.r2 = this.sum;
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

	/**
	 * Stamps SKIPPED, upwards, the head last, with EventSearch.next: never in the middle.
	 */
	@JCStressTest
	@Outcome(id = { "0, 0", "0, 3" }, expect = Expect.ACCEPTABLE, desc = "nothing is taken; all is passed or nothing")
	@State
	public static class AbandonedBatch {

		private final StressRing ring = new StressRing(StressRing.MANY).declare(GroupSpec.of("group"));

		private final Claims claims = this.ring.claims(1);

		private final SlotReader reader = this.ring.reader(0);

		@Actor
		public void producer() {
			this.claims.abandon(this.claims.tryClaim(3), 3);
		}

		@Actor
		public void consumer(IJ_Result r) {
			r.r1 = StressRing.poll(this.reader, (event, sequence, end) -> {
			}, 5);
			r.r2 = this.reader.position();
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

	/** The same stamps with an event of several slots: its bytes are all there. */
	@JCStressTest
	@Outcome(id = { "0, 0", "1, 10" }, expect = Expect.ACCEPTABLE, desc = "nothing yet, or all of the event")
	@State
	public static class LargeEvent {

		private static final int LENGTH = 104;

		private final StressRing ring = new StressRing(StressRing.MANY).declare(GroupSpec.of("group"));

		private final Claims claims = this.ring.claims(1);

		private final SlotWriter writer = this.ring.writer();

		private final SlotReader reader = this.ring.reader(0);

		private long sum;

		@Actor
		public void producer() {
			long first = this.claims.tryClaim(3);
			MutableDirectBuffer payload = this.writer.begin(first, 1, LENGTH);
			payload.putLong(0, 3);
			payload.putLong(LENGTH - Long.BYTES, 7);
			this.writer.end();
			this.claims.publish(first, 3);
		}

		@Actor
		public void consumer(IJ_Result r) {
			r.r1 = StressRing.poll(this.reader, (event, sequence,
					end) -> this.sum = event.payload().getLong(0) + event.payload().getLong(LENGTH - Long.BYTES), 5);
			r.r2 = this.sum;
		}

		@Arbiter
		public void end() {
			this.ring.close();
		}

	}

}
