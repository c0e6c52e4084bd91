package io.mmapring.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Await;
import io.mmapring.ChildJvm;
import io.mmapring.error.RingException;
import io.mmapring.error.RingLimitException;
import io.mmapring.file.RingLayout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Attachment}.
 */
class AttachmentTests {

	@TempDir
	Path directory;

	private final List<Attachment> attachments = new ArrayList<>();

	private TestRing ring;

	@BeforeEach
	void setUp() {
		this.ring = TestRing.in(this.directory);
	}

	@AfterEach
	void tearDown() {
		this.attachments.forEach(Attachment::detach);
	}

	@Test
	void whenAttachedTwiceInOneProcessBothLive() throws Exception {
		Attachment one = attach("one");
		Attachment two = attach("two");
		assertThat(List.of(one.id(), two.id())).containsExactly(1, 2);
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "three")) {
			assertThat(child.line()).isEqualTo("3");
			Liveness liveness = this.ring.liveness();
			for (int round = 0; round < 20; round++) {
				assertThat(liveness.anyDead()).isFalse();
				assertThat(child.ask("is-dead 1")).isEqualTo("false");
				assertThat(child.ask("is-dead 2")).isEqualTo("false");
			}
			assertThat(one.holdsLock()).isTrue();
			assertThat(two.holdsLock()).isTrue();
			assertThat(child.ask("locked " + this.ring.lockFile(1))).isEqualTo("true");
			assertThat(child.ask("locked " + this.ring.lockFile(2))).isEqualTo("true");
		}
	}

	@Test
	void whenAttachedItsHeartbeatMovesUntilDetached() {
		Attachment attachment = attach("orders");
		Await.until(() -> this.ring.participants().heartbeat(1) >= 3, () -> this.ring.participants().info(1));
		assertThat(attachment.isLive()).isTrue();
		attachment.detach();
		assertThat(attachment.isLive()).isFalse();
		assertThat(attachment.holdsLock()).isFalse();
		assertThat(this.ring.participants().all()).isEmpty();
		assertThat(LockFiles.isOpenHere(this.ring.lockFile(1))).isFalse();
		assertThat(this.ring.lockFile(1)).exists();
	}

	@Test
	void whenDetachedTheLowestFreeNumberIsTaken() {
		Attachment one = attach("one");
		attach("two");
		one.detach();
		assertThat(attach("three").id()).isEqualTo(1);
		one.detach();
		assertThat(this.ring.participants().info(1).application()).isEqualTo("three");
		assertThat(this.ring.participants().state(1)).isEqualTo(Participants.LIVE);
	}

	@Test
	void whenBearerIsDeadItIsSweptBeforeItsNumberIsTaken() throws Exception {
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "orders")) {
			assertThat(child.line()).isEqualTo("1");
			child.kill();
		}
		assertThatIllegalStateException().isThrownBy(() -> this.ring.attach("next", (participant) -> {
			throw new IllegalStateException("the sweeper is killed here");
		}));
		assertThat(this.ring.participants().state(1)).isEqualTo(Participants.DEAD);
		List<String> swept = new ArrayList<>();
		Attachment attachment = this.ring.attach("next",
				(participant) -> swept.add(this.ring.participants().info(participant).state() + participant));
		this.attachments.add(attachment);
		assertThat(swept).containsExactly("DEAD1");
		assertThat(attachment.id()).isEqualTo(1);
	}

	@Test
	void whenBearerDiedAttachingItIsSwept() throws Exception {
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "die-attaching", 9)) {
			child.line();
			child.handle().onExit().get();
		}
		List<Integer> swept = new ArrayList<>();
		this.attachments.add(this.ring.attach("next", swept::add));
		assertThat(swept).containsExactly(9);
		assertThat(this.ring.participants().all()).extracting(ParticipantInfo::id).containsExactly(1);
	}

	@Test
	void whenLockOfFreeNumberIsHeldByProberTheNextIsTaken() throws IOException {
		attach("one").detach();
		try (FileChannel prober = FileChannel.open(this.ring.lockFile(1), StandardOpenOption.READ)) {
			assertThat(prober.tryLock(0, Long.MAX_VALUE, true)).isNotNull();
			assertThat(attach("two").id()).isEqualTo(2);
		}
	}

	@Test
	void whenProberOfAnotherProcessHoldsLockTheNextIsTaken() throws Exception {
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "orders")) {
			child.line();
			attach("two");
			assertThat(child.ask("locked " + this.ring.lockFile(3))).isEqualTo("false");
			assertThat(attach("three").id()).isEqualTo(4);
		}
	}

	@Test
	void whenAllNumbersAreTakenItIsRefused() {
		for (int id = 1; id <= RingLayout.MAX_PARTICIPANTS; id++) {
			this.ring.participants().attaching(id, ProcessIdentity.current(), "orders", id);
			this.ring.participants().live(id);
		}
		assertThatExceptionOfType(RingLimitException.class).isThrownBy(() -> attach("one more"))
			.withMessageContaining("255")
			.satisfies((ex) -> assertThat(ex.limit()).isEqualTo(255));
		this.ring.participants().free(200);
		assertThat(attach("one more").id()).isEqualTo(200);
	}

	@Test
	void whenTakenForDeadAndItsNumberIsAnothersDetachLeavesIt() {
		Attachment one = attach("one");
		this.ring.participants().attaching(1, new ProcessIdentity(1, 2, 3), "another", 4);
		this.ring.participants().live(1);
		assertThat(one.isLive()).isFalse();
		one.detach();
		assertThat(this.ring.participants().state(1)).isEqualTo(Participants.LIVE);
		assertThat(this.ring.participants().info(1).application()).isEqualTo("another");
	}

	@Test
	void whenTableNamesAnotherForOwnLockItIsNotDropped() {
		Attachment one = attach("one");
		this.ring.participants()
			.attaching(1, new ProcessIdentity(1, 2, ProcessIdentity.current().pidNamespace()), "x", 4);
		this.ring.participants().live(1);
		assertThat(this.ring.liveness().isDead(1)).isFalse();
		assertThat(one.holdsLock()).isTrue();
	}

	@Test
	void whenDetachedByItsProcessOthersSeeTheNumberFree() throws Exception {
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "orders")) {
			assertThat(child.line()).isEqualTo("1");
			assertThat(child.ask("detach")).isEqualTo("detached");
			assertThat(this.ring.liveness().isDead(1)).isFalse();
			assertThat(attach("next").id()).isEqualTo(1);
		}
	}

	@Test
	void whenMainThreadEndsTheProcessEnds() throws Exception {
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "orders")) {
			assertThat(child.line()).isEqualTo("1");
			child.endInput();
			assertThat(child.handle().onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
			assertThat(this.ring.liveness().isDead(1)).isTrue();
		}
	}

	@Test
	void whenLockFileIsUnusableNothingIsTaken() throws IOException {
		Files.createSymbolicLink(this.ring.lockFile(1), this.directory.resolve("elsewhere"));
		assertThatExceptionOfType(RingException.class).isThrownBy(() -> attach("orders"))
			.withMessageContaining(this.ring.lockFile(1).toString());
		assertThat(this.ring.participants().all()).isEmpty();
	}

	@Test
	void whenCallerIsInterruptedItAttaches() {
		Thread.currentThread().interrupt();
		Attachment attachment = attach("orders");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(attachment.holdsLock()).isTrue();
	}

	private Attachment attach(String application) {
		Attachment attachment = this.ring.attach(application);
		this.attachments.add(attachment);
		return attachment;
	}

}
