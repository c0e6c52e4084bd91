package io.mmapring.group;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.mmapring.file.EventSize;
import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.sequence.Barrier;
import io.mmapring.sequence.Claims;
import io.mmapring.sequence.Repair;
import io.mmapring.sequence.SlotEvent;
import io.mmapring.sequence.SlotReader;

import static org.assertj.core.api.Assertions.assertThat;

/** Where groups start, so that neither they nor the claims of the living are lapped. */
class JoinTests {

	private static final int SLOTS = 32;

	private final RingGeometry geometry = new RingGeometry(SLOTS, 64, false, false, 4, 2, 1);

	private final RingLayout layout = new RingLayout(this.geometry);

	private final RingMemory memory = new RingMemory(ByteBuffer.allocateDirect(this.layout.fileSizeBytes()));

	private final GroupTable table = new GroupTable(this.memory, this.layout, this.geometry);

	private final Join join = new Join("ring", this.memory, this.layout, this.table);

	private final Repair repair = new Repair(this.memory, this.layout, SLOTS, (participant) -> false);

	private final Claims claims = claims(1);

	@Test
	void whenAllIsFinishedTheLatestIsTheTail() {
		publish(10);
		assertThat(joined(StartFrom.LATEST)).isEqualTo(10);
	}

	@Test
	void whenAClaimIsOpenTheLatestIsThatClaim() {
		publish(3);
		long open = claims(2).tryClaim(2);
		publish(10);
		assertThat(joined(StartFrom.LATEST)).isEqualTo(open);
	}

	@Test
	void whenTheFirstGroupStartsAtTheLatestAnOpenClaimIsNotLapped() {
		Claims paused = claims(2);
		long open = paused.tryClaim(1);
		publish(3);
		joined(StartFrom.LATEST);
		publish(SLOTS - 4);
		assertThat(this.claims.tryClaim(1)).isNegative();
		paused.publish(open, 1);
		assertThat(drain()).hasSize(SLOTS).startsWith(open).isSorted();
	}

	@Test
	void whenAnAbandonedBatchIsBeforeTheTailTheLatestPassesIt() {
		publish(3);
		Claims other = claims(2);
		other.abandon(other.tryClaim(4), 4);
		assertThat(joined(StartFrom.LATEST)).isEqualTo(7);
	}

	@Test
	void whenAJoinerDiedNoGroupStartsBelowWhatItLetProducersOverwrite() {
		publish(10);
		halfJoin(10);
		publish(SLOTS);
		this.join.freeHalfJoined();
		assertThat(this.table.all()).isEmpty();
		assertThat(joined(StartFrom.EARLIEST)).isEqualTo(10);
		assertThat(drain()).hasSize(SLOTS).startsWith(10L);
	}

	@Test
	void whenAJoinerDiedBesideAnotherGroupTheNextFollowsThatOne() {
		publish(10);
		this.join.join(List.of(GroupSpec.of("other")), StartFrom.EARLIEST);
		halfJoin(10);
		this.join.freeHalfJoined();
		assertThat(this.memory.longAcquire(RingLayout.FLOOR)).isZero();
		assertThat(joined(StartFrom.EARLIEST)).isZero();
	}

	/** What a joiner leaves that is killed before the last step. */
	private void halfJoin(long position) {
		int group = this.table.all().size();
		this.table.describe(group, "half", 0, 0);
		this.table.storePosition(group, 0, position);
		this.table.storeState(group, GroupState.JOINING, 1);
		this.table.nextEpoch();
	}

	private long joined(StartFrom startFrom) {
		this.join.join(List.of(GroupSpec.of("g")), startFrom);
		return this.table.position(this.table.find("g"), 0);
	}

	private Claims claims(int participant) {
		return Claims.of(this.memory, this.layout, this.geometry, participant, this.table, this.repair);
	}

	private void publish(int events) {
		for (int i = 0; i < events; i++) {
			long sequence = this.claims.tryClaim(1);
			assertThat(sequence).as("claim %d of %d", i, events).isNotNegative();
			this.claims.publish(sequence, 1);
		}
	}

	private List<Long> drain() {
		int group = this.table.find("g");
		SlotReader reader = new SlotReader("ring", "g", this.memory, this.layout,
				this.layout.shard(group, 0) + RingLayout.SHARD_POSITION,
				new Barrier(this.memory, this.layout, this.table, group), this.repair,
				new SlotEvent("ring", "g", this.memory, this.layout, EventSize.of(this.geometry)));
		List<Long> sequences = new ArrayList<>();
		try {
			reader.poll((event, sequence, end) -> sequences.add(sequence), 1000, false);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return sequences;
	}

}
