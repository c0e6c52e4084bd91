package io.mmapring.sequence;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.mmapring.Await;
import io.mmapring.file.EventSize;
import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.group.GroupSpec;
import io.mmapring.group.GroupTable;
import io.mmapring.group.Join;

import static org.assertj.core.api.Assertions.assertThat;

/** How a consumer that nobody helps gets past what a dead producer left. */
class DeadClaimTests {

	private static final int SLOTS = 32;

	private static final int CLAIMED = 8;

	private static final int VICTIM = 1;

	private static final int SURVIVOR = 2;

	private final RingGeometry geometry = new RingGeometry(SLOTS, 64, false, false, 4, 2, 1);

	private final RingLayout layout = new RingLayout(this.geometry);

	private final RecordingMemory memory = new RecordingMemory(this.layout.fileSizeBytes());

	@Test
	void whereverItsProducerDiedAClaimIsGivenUpInOneGo() throws Exception {
		GroupTable groups = declare();
		Claims claims = claims(this.memory, groups, VICTIM);
		assertThat(claims.tryClaim(CLAIMED)).isZero();
		int claimed = this.memory.stores.size();
		claims.publish(0, CLAIMED);
		// the last store is that of the head, which publishes
		for (int count = claimed; count < this.memory.stores.size(); count++) {
			for (boolean named : new boolean[] { false, true }) {
				check(this.memory.after(count), named);
			}
		}
		assertThat(this.memory.stores).hasSize(claimed + CLAIMED + 1);
	}

	@Test
	void aClaimThatIsPublishedIsNotGivenUpAnyMore() {
		GroupTable groups = declare();
		Claims claims = claims(this.memory, groups, VICTIM);
		assertThat(claims.tryClaim(CLAIMED)).isZero();
		claims.publish(0, CLAIMED);
		int published = this.memory.stores.size();
		claims.abandon(0, CLAIMED);
		assertThat(this.memory.stores).hasSize(published);
	}

	private void check(RingMemory left, boolean named) throws Exception {
		GroupTable groups = new GroupTable(left, this.layout, this.geometry);
		if (named) {
			Claims survivor = claims(left, groups, SURVIVOR);
			assertThat(survivor.tryClaim(1)).isEqualTo(CLAIMED);
			survivor.publish(CLAIMED, 1);
		}
		List<Long> taken = new ArrayList<>();
		SlotReader reader = new SlotReader("ring", "g", left, this.layout,
				this.layout.shard(0, 0) + RingLayout.SHARD_POSITION, new Barrier(left, this.layout, groups, 0),
				repair(left), new SlotEvent("ring", "g", left, this.layout, EventSize.of(this.geometry)));
		Await.until(() -> poll(reader, taken) > 0, reader::position);
		assertThat(reader.position()).isEqualTo(CLAIMED);
		assertThat(left.longAcquire(this.layout.shard(0, 0) + RingLayout.SHARD_POSITION)).isEqualTo(CLAIMED);
		assertThat(taken).isEmpty();
		poll(reader, taken);
		assertThat(taken).isEqualTo(named ? List.of((long) CLAIMED) : List.of());
	}

	private static long poll(SlotReader reader, List<Long> taken) {
		try {
			reader.poll((event, sequence, end) -> taken.add(sequence), SLOTS, false);
			return reader.position();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private GroupTable declare() {
		GroupTable groups = new GroupTable(this.memory, this.layout, this.geometry);
		new Join("ring", this.memory, this.layout, groups).declare(List.of(GroupSpec.of("g")));
		return groups;
	}

	private Claims claims(RingMemory memory, GroupTable groups, int participant) {
		return Claims.of(memory, this.layout, this.geometry, participant, groups, repair(memory));
	}

	private Repair repair(RingMemory memory) {
		return new Repair(memory, this.layout, SLOTS, (participant) -> participant == VICTIM);
	}

}
