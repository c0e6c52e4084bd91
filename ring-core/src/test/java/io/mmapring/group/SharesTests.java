package io.mmapring.group;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;

import static org.assertj.core.api.Assertions.assertThat;

/** Who should have how many shards, by the words of the file alone. */
class SharesTests {

	private static final long LOOK_NS = 40_000_000;

	private static final int SHARDS = 16;

	private final RingGeometry geometry = RingGeometry.of(32, 64);

	private final RingLayout layout = new RingLayout(this.geometry);

	private final RingMemory memory = new RingMemory(ByteBuffer.allocateDirect(this.layout.fileSizeBytes()));

	private final GroupTable table = new GroupTable(this.memory, this.layout, this.geometry);

	private final List<Integer> dead = new ArrayList<>();

	private long nowNs;

	private long pulse;

	SharesTests() {
		this.table.storeState(0, GroupState.LIVE, SHARDS);
	}

	@Test
	void whoIsAloneShouldHaveAll() {
		Shares membership = member(0, 7);
		look(membership);
		assertThat(membership.share()).isEqualTo(SHARDS);
		assertThat(membership.free()).isEqualTo(0xFFFF);
		assertThat(membership.mine()).isZero();
	}

	@Test
	void theRemainderStaysWithThoseWhoHaveMost() {
		Shares first = member(0, 7);
		Shares second = member(1, 8);
		Shares third = member(2, 8);
		own(0, 5, 7, 0);
		own(5, 16, 8, 1);
		List.of(first, second, third).forEach(this::look);
		assertThat(second.share()).isEqualTo(6);
		assertThat(first.share()).isEqualTo(5);
		assertThat(third.share()).isEqualTo(5);
		assertThat(second.mine()).isEqualTo(0xFFE0);
	}

	@Test
	void whatTheDeadHaveIsFree() {
		Shares first = member(0, 7);
		member(1, 8);
		own(0, 8, 7, 0);
		own(8, 16, 8, 1);
		this.dead.add(8);
		look(first);
		assertThat(first.free()).isEqualTo(0xFF00);
		assertThat(first.share()).isEqualTo(SHARDS);
	}

	@Test
	void whoStandsStillKeepsWhatItHasAndGetsNoMore() {
		Shares first = member(0, 7);
		Shares second = member(1, 8);
		member(2, 9);
		own(0, 3, 9, 2);
		for (int looks = 0; looks < 20; looks++) {
			this.pulse++;
			this.table.storeMember(0, 0, 7, this.pulse);
			this.table.storeMember(0, 1, 8, this.pulse);
			look(first);
			look(second);
			assertThat(first.share() + second.share()).isEqualTo((looks < 13) ? 10 : 13);
		}
		assertThat(first.free() & 0b111).isZero();
	}

	@Test
	void afterALateLookNobodyStandsStill() {
		Shares first = member(0, 7);
		member(1, 8);
		look(first);
		this.nowNs += 10 * Shares.STILL_NS;
		look(first);
		assertThat(first.share()).isEqualTo(8);
	}

	@Test
	void whateverTheWordsSayAllSharesAreTheWholeAndDifferByOneAtMost() {
		Random random = new Random(1);
		for (int round = 0; round < 1000; round++) {
			int count = 1 + random.nextInt(SHARDS);
			List<Shares> members = new ArrayList<>();
			for (int member = 0; member < SHARDS; member++) {
				this.table.storeMember(0, member, 0, 0);
				if (member < count) {
					members.add(member(member, 1 + member / 2));
				}
			}
			for (int shard = 0; shard < SHARDS; shard++) {
				int owner = random.nextInt(count + 1);
				own(shard, shard + 1, (owner < count) ? 1 + owner / 2 : 0, (owner < count) ? owner : 0);
			}
			members.forEach(this::look);
			assertThat(members.stream().mapToInt(Shares::share).sum()).isEqualTo(SHARDS);
			assertThat(members).allSatisfy(
					(member) -> assertThat(member.share()).isBetween(SHARDS / count, (SHARDS + count - 1) / count));
		}
	}

	private void look(Shares membership) {
		this.nowNs += LOOK_NS / 2;
		membership.look(this.nowNs, this.dead::contains);
	}

	private Shares member(int member, int participant) {
		this.table.storeMember(0, member, participant, this.pulse);
		return new Shares(this.table, 0, member, participant, this.nowNs);
	}

	private void own(int from, int to, int participant, int member) {
		for (int shard = from; shard < to; shard++) {
			this.table.lease(0, shard, participant, member, 0);
		}
	}

}
