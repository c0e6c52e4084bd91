package io.mmapring.sequence;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.file.EventSize;
import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.group.GroupSpec;
import io.mmapring.group.GroupTable;
import io.mmapring.group.Join;
import io.mmapring.group.Seek;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills a group that goes back behind every single store, beside a producer that has
 * looked at the positions before: the group is where it was or where it went, and its
 * successor finds everything from there on.
 */
class SeekCrashTests {

	private static final int SLOTS = 32;

	private static final int SLOW = 5;

	private static final int SOUGHT = 9;

	private static final int AHEAD = 20;

	private final RingGeometry geometry = new RingGeometry(SLOTS, 64, false, false, 4, 2, 1);

	private final RingLayout layout = new RingLayout(this.geometry);

	@ParameterizedTest
	@ValueSource(ints = { SLOW, SOUGHT, AHEAD, SLOTS + SLOW })
	void whoeverDiesBehindAnyStoreNothingIsMissingBehindThePosition(int sought) throws Exception {
		RecordingMemory memory = new RecordingMemory(this.layout.fileSizeBytes());
		GroupTable groups = groups(memory);
		new Join("ring", memory, this.layout, groups)
			.declare(List.of(GroupSpec.of("slow"), GroupSpec.of("g").withShards(2)));
		Claims claims = claims(memory);
		publish(memory, claims);
		read(memory, 0, 0, SLOW);
		read(memory, 1, 0, AHEAD);
		read(memory, 1, 1, AHEAD);
		publish(memory, claims);
		int before = memory.stores.size();
		assertThat(new Seek("ring", memory, this.layout, groups).to(1, 3, sought)).isEqualTo(sought);
		int stores = memory.stores.size();
		assertThat(stores - before).isEqualTo(7);
		for (int count = before; count <= stores; count++) {
			check(memory, before, count, sought);
		}
	}

	private void check(RecordingMemory recorded, int before, int count, int sought) throws Exception {
		RingMemory memory = recorded.after(before);
		Claims survivor = claims(memory);
		publish(memory, survivor);
		recorded.stores.subList(before, count).forEach((store) -> store.repeat(memory));
		GroupTable groups = groups(memory);
		new Join("ring", memory, this.layout, groups).freeHalfJoined();
		for (int shard = 0; shard < 2; shard++) {
			assertThat(groups.position(1, shard)).as("after %d stores", count - before)
				.isIn((long) AHEAD, (long) sought);
		}
		read(memory, 0, 0, SLOTS);
		publish(memory, survivor);
		// as much room as the group leaves: it neither is lapped nor held back for ever
		long tail = groups.position(1) + SLOTS;
		for (int shard = 0; shard < 2; shard++) {
			long position = groups.position(1, shard);
			assertThat(read(memory, 1, shard, 2 * SLOTS)).as("after %d stores", count - before)
				.containsExactlyElementsOf(LongStream.range(position, tail).boxed().toList());
		}
	}

	/** Until the ring is full; each event is its sequence. */
	private void publish(RingMemory memory, Claims claims) {
		SlotWriter writer = new SlotWriter("ring", memory, this.layout, EventSize.of(this.geometry));
		for (long sequence = claims.tryClaim(1); sequence >= 0; sequence = claims.tryClaim(1)) {
			writer.begin(sequence, 1, Long.BYTES);
			memory.longPlain(this.layout.slot(sequence) + RingLayout.SLOT_PAYLOAD, sequence);
			claims.publish(sequence, 1);
		}
	}

	private List<Long> read(RingMemory memory, int group, int shard, int limit) throws Exception {
		List<Long> values = new ArrayList<>();
		new SlotReader("ring", "g", memory, this.layout, this.layout.shard(group, shard) + RingLayout.SHARD_POSITION,
				new Barrier(memory, this.layout, groups(memory), group), repair(memory),
				new SlotEvent("ring", "g", memory, this.layout, EventSize.of(this.geometry)))
			.poll((event, sequence, end) -> values.add(event.payload().getLong(0, ByteOrder.LITTLE_ENDIAN)), limit,
					false);
		return values;
	}

	private GroupTable groups(RingMemory memory) {
		return new GroupTable(memory, this.layout, this.geometry);
	}

	private Claims claims(RingMemory memory) {
		return Claims.of(memory, this.layout, this.geometry, 1, groups(memory), repair(memory));
	}

	private Repair repair(RingMemory memory) {
		return new Repair(memory, this.layout, SLOTS, (participant) -> false);
	}

}
