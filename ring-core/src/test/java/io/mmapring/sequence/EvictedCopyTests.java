package io.mmapring.sequence;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mmapring.error.GroupEvictedException;
import io.mmapring.file.EventSize;
import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.RingState;
import io.mmapring.file.Stamp;
import io.mmapring.group.Eviction;
import io.mmapring.group.GroupSpec;
import io.mmapring.group.GroupTable;
import io.mmapring.group.Join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A group is put out, and its slots are written again, exactly between two steps of its
 * consumer.
 */
class EvictedCopyTests {

	private static final int SLOTS = 32;

	private static final long MINE = 42;

	private static final long OTHERS = 666;

	private final RingGeometry geometry = RingGeometry.of(SLOTS, 64);

	private final RingLayout layout = new RingLayout(this.geometry);

	private final InterruptedMemory memory = new InterruptedMemory(this.layout.fileSizeBytes());

	private final GroupTable table = new GroupTable(this.memory, this.layout, this.geometry);

	private final Repair repair = new Repair(this.memory, this.layout, SLOTS, (participant) -> false);

	private final Claims claims = Claims.of(this.memory, this.layout, this.geometry, 1, this.table, this.repair);

	private final List<Long> taken = new ArrayList<>();

	@BeforeEach
	void publishOne() {
		new Join("ring", this.memory, this.layout, this.table).declare(List.of(GroupSpec.of("g")));
		publish(MINE, Long.BYTES);
	}

	@Test
	void whenNothingHappensTheCopyIsHandedOut() throws Exception {
		assertThat(poll(reader())).isEqualTo(1);
		assertThat(this.taken).containsExactly(MINE);
	}

	@ParameterizedTest
	@ValueSource(ints = { Long.BYTES, -7 })
	void whenOverwrittenBeforeTheCopyNothingIsHandedOut(int othersLength) {
		SlotReader reader = reader();
		this.memory.atLength = () -> evictAndOverwrite(othersLength);
		assertEvicted(reader);
	}

	@Test
	void whenOverwrittenBehindTheCopyNothingIsHandedOut() {
		SlotReader reader = reader();
		this.memory.atFence = () -> evictAndOverwrite(Long.BYTES);
		assertEvicted(reader);
	}

	@Test
	void whenOverwrittenInTheHandlerTheCopyStays() {
		SlotReader reader = reader();
		publish(MINE + 1, Long.BYTES);
		assertThatExceptionOfType(GroupEvictedException.class)
			.isThrownBy(() -> reader.poll((event, sequence, endOfBatch) -> {
				evictAndOverwrite(Long.BYTES);
				this.taken.add(event.payload().getLong(0));
			}, SLOTS, false));
		assertThat(this.taken).containsExactly(MINE);
		assertThat(this.table.position(0, 0)).isEqualTo(1);
	}

	private void assertEvicted(SlotReader reader) {
		assertThatExceptionOfType(GroupEvictedException.class).isThrownBy(() -> poll(reader))
			.withMessageContaining("position=0, " + (SLOTS + 1) + " events behind");
		assertThatExceptionOfType(GroupEvictedException.class).as("nor ever after").isThrownBy(() -> poll(reader));
		assertThat(this.taken).isEmpty();
		assertThat(this.table.position(0, 0)).isZero();
		assertThat(this.memory.longAcquire(RingLayout.RING_STATE)).as("not taken for damage")
			.isEqualTo(RingState.USABLE);
	}

	private int poll(SlotReader reader) throws Exception {
		return reader.poll((event, sequence, endOfBatch) -> this.taken.add(event.payload().getLong(0)), SLOTS, false);
	}

	/** What another process does, all of it between two steps. */
	private void evictAndOverwrite(int length) {
		assertThat(new Eviction(this.memory, this.layout, this.table).evict("g", 0, 1)).isTrue();
		while (Stamp.isOlder(this.memory.longAcquire(this.layout.slot(SLOTS)), this.layout.lap(SLOTS))) {
			publish(OTHERS, length);
		}
	}

	private void publish(long value, int length) {
		long sequence = this.claims.tryClaim(1);
		assertThat(sequence).isNotNegative();
		int slot = this.layout.slot(sequence);
		this.memory.intPlain(slot + RingLayout.SLOT_LENGTH, length);
		this.memory.intPlain(slot + RingLayout.SLOT_TYPE, 1);
		this.memory.longPlain(slot + RingLayout.SLOT_PAYLOAD, value);
		this.claims.publish(sequence, 1);
	}

	private SlotReader reader() {
		Membership membership = new Membership("ring", this.memory, this.table, 0);
		this.memory.watched = this.layout.slot(0) + RingLayout.SLOT_LENGTH;
		return new SlotReader("ring", "g", this.memory, this.layout,
				this.layout.shard(0, 0) + RingLayout.SHARD_POSITION,
				new Barrier(this.memory, this.layout, this.table, 0, true), this.repair,
				new SlotEvent("ring", "g", this.memory, this.layout, EventSize.of(this.geometry), membership));
	}

	/** Memory that lets others go first, once. */
	private static final class InterruptedMemory extends RingMemory {

		private Runnable atLength = () -> {
		};

		private Runnable atFence = () -> {
		};

		private int watched = -1;

		private boolean copying;

		InterruptedMemory(int size) {
			super(ByteBuffer.allocateDirect(size));
		}

		@Override
		public long longPlain(int offset) {
			if (offset == this.watched) {
				this.copying = true;
				Runnable others = this.atLength;
				this.atLength = () -> {
				};
				others.run();
			}
			return super.longPlain(offset);
		}

		@Override
		public void acquireFence() {
			if (this.copying) {
				Runnable others = this.atFence;
				this.atFence = () -> {
				};
				others.run();
			}
			super.acquireFence();
		}

	}

}
