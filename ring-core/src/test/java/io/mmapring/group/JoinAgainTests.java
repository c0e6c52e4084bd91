package io.mmapring.group;

import java.io.Serial;
import java.nio.ByteBuffer;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.sequence.Claims;
import io.mmapring.sequence.Repair;

import static org.assertj.core.api.Assertions.assertThat;

/** A group that was put out comes back, however often its joiner is killed on the way. */
class JoinAgainTests {

	private static final int BATCH = 4;

	private final RingGeometry geometry = new RingGeometry(32, 64, false, false, 4, 2, 1);

	private final RingLayout layout = new RingLayout(this.geometry);

	private final ByteBuffer bytes = ByteBuffer.allocateDirect(this.layout.fileSizeBytes());

	private final RingMemory memory = new RingMemory(this.bytes);

	private final GroupTable table = new GroupTable(this.memory, this.layout, this.geometry);

	@Test
	void whenTheFloorIsInTheRestOfAClaimNoneOfTheJoinersLeavesAPositionThere() {
		for (int stores = 0; stores < 3; stores++) {
			putOutWithTheFloorInABatch();
			assertThat(joinsWith(new MemoryOfAKilled(this.bytes, stores))).as("killed before store %d", stores)
				.isFalse();
			assertThat(this.table.position(0, 0)).isIn(0L, (long) BATCH);
			assertThat(joinsWith(this.memory)).isTrue();
			assertThat(this.table.position(0, 0)).isEqualTo(BATCH);
		}
	}

	@Test
	void whenItsShardsStoodApartEachStaysWhereItWas() {
		GroupSpec spec = GroupSpec.of("g").withShards(2);
		join(this.memory).declare(List.of(spec));
		publish();
		this.table.storePosition(0, 1, 3);
		evict();
		join(this.memory).join(List.of(spec), StartFrom.EARLIEST);
		assertThat(this.table.info(0).state()).isEqualTo("LIVE");
		assertThat(this.table.position(0, 0)).isZero();
		assertThat(this.table.position(0, 1)).isEqualTo(3);
	}

	private void putOutWithTheFloorInABatch() {
		this.bytes.clear().put(new byte[this.bytes.capacity()]);
		join(this.memory).declare(List.of(GroupSpec.of("g")));
		publish();
		evict();
		this.memory.longRelease(RingLayout.FLOOR, 2);
	}

	private void publish() {
		Claims claims = Claims.of(this.memory, this.layout, this.geometry, 1, this.table,
				new Repair(this.memory, this.layout, this.geometry.slots(), (participant) -> false));
		claims.publish(claims.tryClaim(BATCH), BATCH);
	}

	private void evict() {
		assertThat(new Eviction(this.memory, this.layout, this.table).evict("g", 0, 1)).isTrue();
	}

	private boolean joinsWith(RingMemory memory) {
		try {
			join(memory).join(List.of(GroupSpec.of("g")), StartFrom.EARLIEST);
			return true;
		}
		catch (KilledException ex) {
			return false;
		}
	}

	private Join join(RingMemory memory) {
		return new Join("ring", memory, this.layout, new GroupTable(memory, this.layout, this.geometry),
				(group) -> true);
	}

	/** Lets so many stores through, and then none. */
	private static final class MemoryOfAKilled extends RingMemory {

		private int left;

		private MemoryOfAKilled(ByteBuffer bytes, int stores) {
			super(bytes);
			this.left = stores;
		}

		@Override
		public void longRelease(int offset, long value) {
			if (this.left-- == 0) {
				throw new KilledException();
			}
			super.longRelease(offset, value);
		}

	}

	/** The joiner's end. */
	private static final class KilledException extends RuntimeException {

		@Serial
		private static final long serialVersionUID = 1;

	}

}
