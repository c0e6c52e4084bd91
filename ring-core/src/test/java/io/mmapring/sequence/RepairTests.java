package io.mmapring.sequence;

import org.junit.jupiter.api.Test;

import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.file.Stamp;
import io.mmapring.file.Tail;

import static org.assertj.core.api.Assertions.assertThat;

/** What a repairer gives up, and what it leaves alone. */
class RepairTests {

	private static final int SLOTS = 32;

	private static final int DEAD = 1;

	private static final int LIVING = 2;

	private static final long SEQUENCE = 5;

	private final RingGeometry geometry = new RingGeometry(SLOTS, 64, false, true, 4, 2, 1);

	private final RingLayout layout = new RingLayout(this.geometry);

	private final RingMemory memory = new RecordingMemory(this.layout.fileSizeBytes());

	private final Repair repair = new Repair(this.memory, this.layout, SLOTS, (participant) -> participant == DEAD);

	@Test
	void whenTheDeadHaveClaimedTheSlotItIsGivenUp() {
		claim(SEQUENCE, DEAD);
		assertThat(this.repair.repairIfDead(SEQUENCE)).isTrue();
		assertThat(stamp()).isEqualTo(Stamp.of(0, DEAD, Stamp.SKIPPED));
	}

	@Test
	void whenALivingProducerHasClaimedTheSlotItIsLeftAlone() {
		claim(SEQUENCE, LIVING);
		assertThat(this.repair.repairIfDead(SEQUENCE)).isFalse();
		assertThat(stamp()).isEqualTo(Stamp.of(0, LIVING, Stamp.CLAIMED));
	}

	@Test
	void whenTheDeadHaveClaimedTheSlotInALaterLapTheEarlierOneIsFinished() {
		claim(SEQUENCE + SLOTS, DEAD);
		assertThat(this.repair.repairIfDead(SEQUENCE)).isTrue();
		assertThat(stamp()).isEqualTo(Stamp.of(1, DEAD, Stamp.CLAIMED));
	}

	/** A claim whose slot was named, and one more above it. */
	private void claim(long sequence, int owner) {
		this.memory.longRelease(offset(), Stamp.of(sequence / SLOTS, owner, Stamp.CLAIMED));
		this.memory.longRelease(RingLayout.TAIL, Tail.of(sequence + 2, LIVING));
	}

	private long stamp() {
		return this.memory.longAcquire(offset());
	}

	private int offset() {
		return this.layout.slot(SEQUENCE) + RingLayout.SLOT_STAMP;
	}

}
