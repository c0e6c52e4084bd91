package io.mmapring.process;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.mmapring.file.ParticipantLayout;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Participants}.
 */
class ParticipantsTests {

	private static final ProcessIdentity PROCESS = new ProcessIdentity(4711, 99, 4026531836L);

	@TempDir
	Path directory;

	@Test
	void whenEntryIsWrittenItIsRead() {
		Participants participants = TestRing.in(this.directory).participants();
		assertThat(participants.all()).isEmpty();
		participants.attaching(255, PROCESS, "orders", 1767225600000L);
		assertThat(participants.info(255).state()).isEqualTo("ATTACHING");
		participants.live(255);
		participants.beat(255, 1);
		ParticipantInfo info = new ParticipantInfo(255, "LIVE", 4711, 99, 4026531836L, "orders", 1767225600000L, 1, 0,
				0, 0, 0, 0);
		assertThat(participants.all()).containsExactly(info);
		assertThat(info.process()).isEqualTo(PROCESS);
		assertThat(info)
			.hasToString("process 4711 (application 'orders', participant 255, since 2026-01-01T00:00:00Z)");
	}

	@Test
	void whenEntryIsTakenAgainItsCountersStartFromZero() {
		TestRing ring = TestRing.in(this.directory);
		int entry = ParticipantLayout.entry(1);
		for (int counter : new int[] { ParticipantLayout.HEARTBEAT, ParticipantLayout.BLOCKED,
				ParticipantLayout.BLOCKED_NS, ParticipantLayout.DROPPED, ParticipantLayout.ABANDONED }) {
			ring.memory().longOpaque(entry + counter, 5);
		}
		ParticipantInfo former = ring.participants().info(1);
		assertThat(former.blocked() + former.blockedNs() + former.dropped() + former.abandoned()).isEqualTo(20);
		ring.participants().attaching(1, PROCESS, "orders", 1);
		ring.participants().live(1);
		assertThat(ring.participants().info(1))
			.isEqualTo(new ParticipantInfo(1, "LIVE", 4711, 99, 4026531836L, "orders", 1, 0, 0, 0, 0, 0, 0));
	}

	@ParameterizedTest
	@CsvSource({ "a,78,79", "a,79,80", "a,80,80", "ä,78,80", "ä,79,79", "€,77,80", "€,78,78", "€,79,79", "🚀,76,80",
			"🚀,77,77", "🚀,79,79", "🚀,80,80" })
	void whenNameIsLongItIsCutBetweenCharacters(String last, int before, int bytes) {
		TestRing ring = TestRing.in(this.directory);
		String name = "x".repeat(before) + last;
		ring.participants().attaching(1, PROCESS, name, 1);
		String stored = ring.participants().info(1).application();
		assertThat(stored.getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
		assertThat(name).startsWith(stored);
		assertThat(ring.participants().heartbeat(1)).isZero();
	}

	@Test
	void whenLengthOfNameIsDamagedTheEntryIsStillReported() {
		TestRing ring = TestRing.in(this.directory);
		ring.participants().attaching(1, PROCESS, "orders", 1);
		for (int length : new int[] { -1, Integer.MIN_VALUE, 81, Integer.MAX_VALUE }) {
			ring.memory().intPlain(ParticipantLayout.entry(1) + ParticipantLayout.NAME, length);
			assertThat(ring.participants().info(1).pid()).isEqualTo(4711);
		}
		ring.memory().longRelease(ParticipantLayout.entry(1) + ParticipantLayout.STATE, 77);
		assertThat(ring.participants().info(1).state()).isEqualTo("state 77");
	}

	@Test
	void processIsNamedBeforeAttachingAndAllElseBeforeLive() {
		RecordingMemory memory = new RecordingMemory();
		Participants participants = new Participants(memory);
		participants.attaching(1, PROCESS, "orders", 1767225600000L);
		participants.live(1);
		assertThat(memory.stores.subList(0, 6)).containsExactly("opaque 8=4711", "opaque 16=99", "opaque 24=4026531836",
				"opaque 32=1767225600000", "opaque 128=0", "release 0=1");
		assertThat(memory.stores).contains("int 40=6", "bytes 44=6").endsWith("release 0=2");
		assertThat(memory.stores).filteredOn((store) -> store.startsWith("release")).hasSize(2);
	}

	@Test
	void whenStateIsAnotherItIsNotMadeDead() {
		Participants participants = TestRing.in(this.directory).participants();
		participants.attaching(1, PROCESS, "orders", 1);
		assertThat(participants.dead(1, Participants.LIVE)).isFalse();
		assertThat(participants.dead(1, Participants.ATTACHING)).isTrue();
		assertThat(participants.state(1)).isEqualTo(Participants.DEAD);
		participants.free(1);
		assertThat(participants.all()).isEmpty();
	}

	@Test
	void whenThereIsNoSuchNumberItIsRefused() {
		Participants participants = TestRing.in(this.directory).participants();
		assertThatIllegalArgumentException().isThrownBy(() -> participants.info(0))
			.withMessage("participant=0 (expected: 1 to 255)");
		assertThatIllegalArgumentException().isThrownBy(() -> participants.state(256))
			.withMessage("participant=256 (expected: 1 to 255)");
	}

	/** Notes stores into the entry of participant 1. */
	private static final class RecordingMemory extends RingMemory {

		private final List<String> stores = new ArrayList<>();

		RecordingMemory() {
			super(ByteBuffer.allocateDirect(RingLayout.GROUP_STATES));
		}

		@Override
		public void longOpaque(int offset, long value) {
			this.stores.add("opaque " + (offset - ParticipantLayout.entry(1)) + "=" + value);
			super.longOpaque(offset, value);
		}

		@Override
		public void longRelease(int offset, long value) {
			this.stores.add("release " + (offset - ParticipantLayout.entry(1)) + "=" + value);
			super.longRelease(offset, value);
		}

		@Override
		public void intPlain(int offset, int value) {
			this.stores.add("int " + (offset - ParticipantLayout.entry(1)) + "=" + value);
			super.intPlain(offset, value);
		}

		@Override
		public void storeBytesPlain(int offset, byte[] source) {
			this.stores.add("bytes " + (offset - ParticipantLayout.entry(1)) + "=" + source.length);
			super.storeBytesPlain(offset, source);
		}

	}

}
