package io.mmapring.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Await;
import io.mmapring.ChildJvm;
import io.mmapring.file.RingLayout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Liveness}, with processes that are killed, stopped and lost.
 */
class LivenessTests {

	@TempDir
	Path directory;

	private TestRing ring;

	@BeforeEach
	void setUp() {
		this.ring = TestRing.in(this.directory);
	}

	@Test
	void whenProcessIsKilledItIsDead() throws Exception {
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "orders")) {
			int id = Integer.parseInt(child.line());
			assertThat(this.ring.participants().info(id)).extracting(ParticipantInfo::pid, ParticipantInfo::application)
				.containsExactly(child.pid(), "orders");
			Liveness liveness = this.ring.liveness();
			assertThat(liveness.isDead(id)).isFalse();
			child.kill();
			awaitDead(liveness, id, Duration.ofSeconds(1));
			assertThat(this.ring.participants().state(id)).isEqualTo(Participants.DEAD);
		}
	}

	@Test
	void whenProcessIsStoppedItIsNeverDead() throws Exception {
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "orders")) {
			int id = Integer.parseInt(child.line());
			ChildJvm.signal("STOP", child.pid());
			assertThat(diesWithin(this.ring.liveness(), id, Duration.ofSeconds(3))).isFalse();
			assertThat(diesWithin(this.ring.liveness(elsewhere()), id, Duration.ofSeconds(3))).isFalse();
			ChildJvm.signal("CONT", child.pid());
			assertThat(child.ask("holds")).isEqualTo("true");
			assertThat(this.ring.participants().state(id)).isEqualTo(Participants.LIVE);
		}
	}

	@Test
	void whenProcessIsZombieItIsDead() throws Exception {
		String command = String.join(" ", ChildJvm.command(ParticipantMain.class, this.directory, "orders"));
		// the shell becomes a process that never asks for its child's result
		List<String> shell = List.of("sh", "-c", "sleep 1000 | " + command + " & exec sleep 1000");
		Process parent = new ProcessBuilder(shell).redirectErrorStream(true).start();
		try (BufferedReader lines = parent.inputReader()) {
			int id = Integer.parseInt(lines.readLine());
			ParticipantInfo info = this.ring.participants().info(id);
			Liveness liveness = this.ring.liveness();
			assertThat(liveness.isDead(id)).isFalse();
			ChildJvm.signal("KILL", info.pid());
			awaitDead(liveness, id, Duration.ofSeconds(1));
			assertThat(ProcessIdentity.current().stateOf(info.process())).isEqualTo(ProcessState.ZOMBIE);
		}
		finally {
			parent.descendants().forEach(ProcessHandle::destroyForcibly);
			parent.destroyForcibly().waitFor();
		}
	}

	@Test
	void whenNumberOfProcessIsUsedAgainTheFormerIsDead() throws Exception {
		ProcessIdentity me = ProcessIdentity.current();
		entry(7, new ProcessIdentity(me.pid(), me.startTime() - 1, me.pidNamespace()));
		awaitDead(this.ring.liveness(), 7, Duration.ofSeconds(1));
	}

	@Test
	void whenProcessDiedAttachingItIsDead() throws Exception {
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "die-attaching", 9)) {
			assertThat(child.line()).isEqualTo("9");
			child.handle().onExit().get();
			assertThat(this.ring.participants().state(9)).isEqualTo(Participants.ATTACHING);
			awaitDead(this.ring.liveness(), 9, Duration.ofSeconds(1));
		}
	}

	@Test
	void whenLockIsLostNothingIsRepairedAndItIsSaidOnce() throws Exception {
		List<String> messages = new ArrayList<>();
		Handler handler = collect(messages);
		Logger logger = Logger.getLogger(Liveness.class.getName());
		logger.addHandler(handler);
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "orders")) {
			int id = Integer.parseInt(child.line());
			assertThat(child.ask("holds")).isEqualTo("true");
			child.ask("lose-lock");
			assertThat(child.ask("holds")).isEqualTo("false");
			Liveness liveness = this.ring.liveness();
			Await.until(() -> !liveness.isDead(id) && liveness.hasLostLock(id),
					() -> this.ring.participants().info(id));
			assertThat(diesWithin(liveness, id, Duration.ofMillis(200))).isFalse();
			assertThat(messages).singleElement()
				.asString()
				.contains(Long.toString(child.pid()), "participant " + id, this.ring.lockFile(id).toString(),
						"runs without its lock");
			child.kill();
			awaitDead(liveness, id, Duration.ofSeconds(1));
			assertThat(liveness.hasLostLock(id)).isFalse();
		}
		finally {
			logger.removeHandler(handler);
		}
	}

	@Test
	void whenLockFileIsDeletedOnlyTheEndOfTheProcessCounts() throws Exception {
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "orders")) {
			int id = Integer.parseInt(child.line());
			Files.delete(this.ring.lockFile(id));
			assertThat(child.ask("holds")).isEqualTo("false");
			Liveness liveness = this.ring.liveness();
			assertThat(diesWithin(liveness, id, Duration.ofMillis(200))).isFalse();
			child.kill();
			awaitDead(liveness, id, Duration.ofSeconds(1));
		}
	}

	@Test
	void whenLockFileIsDeletedAndProcessCannotBeSeenItIsNeverDead() throws Exception {
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "orders")) {
			int id = Integer.parseInt(child.line());
			Files.delete(this.ring.lockFile(id));
			ChildJvm.signal("STOP", child.pid());
			assertThat(diesWithin(this.ring.liveness(elsewhere()), id, Duration.ofSeconds(3))).isFalse();
			assertThat(this.ring.lockFile(id)).doesNotExist();
			child.kill();
			awaitDead(this.ring.liveness(), id, Duration.ofSeconds(1));
		}
	}

	@Test
	void whenAnotherProcessProbesTooItIsNotTakenForTheOwner() throws Exception {
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "orders");
				ChildJvm prober = ChildJvm.start(ParticipantMain.class, this.directory, "prober")) {
			int id = Integer.parseInt(child.line());
			prober.line();
			child.kill();
			assertThat(prober.ask("share " + this.ring.lockFile(id))).isEqualTo("true");
			awaitDead(this.ring.liveness(), id, Duration.ofSeconds(1));
		}
	}

	@Test
	void whenProcessCannotBeSeenItIsDeadOnceItsHeartbeatStandsStill() throws Exception {
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "orders")) {
			int id = Integer.parseInt(child.line());
			child.kill();
			Liveness liveness = this.ring.liveness(elsewhere());
			long startNs = System.nanoTime();
			awaitDead(liveness, id, Duration.ofSeconds(20));
			assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isGreaterThan(Duration.ofSeconds(2));
		}
	}

	@Test
	void whenProcessCannotBeSeenAndLostItsLockItsHeartbeatSavesIt() throws Exception {
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "orders")) {
			int id = Integer.parseInt(child.line());
			child.ask("lose-lock");
			assertThat(diesWithin(this.ring.liveness(elsewhere()), id, Duration.ofSeconds(4))).isFalse();
		}
	}

	@Test
	void nobodyAndFreeNumbersAreNotDead() {
		Liveness liveness = this.ring.liveness();
		assertThat(liveness.isDead(0)).isFalse();
		assertThat(liveness.isDead(1)).isFalse();
		assertThat(this.ring.lockFile(1)).doesNotExist();
		assertThatIllegalArgumentException().isThrownBy(() -> liveness.isDead(RingLayout.MAX_PARTICIPANTS + 1))
			.withMessageContaining("participant=256");
	}

	@Test
	void whenAskedOftenItLooksOnceInTenMilliseconds() {
		entry(7, elsewhere());
		Liveness liveness = this.ring.liveness();
		long startNs = System.nanoTime();
		assertThat(liveness.isDead(7)).isFalse();
		ProcessIdentity me = ProcessIdentity.current();
		entry(7, new ProcessIdentity(me.pid(), me.startTime() - 1, me.pidNamespace()));
		awaitDead(liveness, 7, Duration.ofSeconds(1));
		assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isGreaterThanOrEqualTo(Duration.ofMillis(10));
	}

	@Test
	void whenLockFileCannotBeReadItIsSaidAndNothingRepaired() throws IOException {
		List<String> messages = new ArrayList<>();
		Handler handler = collect(messages);
		Logger logger = Logger.getLogger(Liveness.class.getName());
		logger.addHandler(handler);
		try {
			ProcessIdentity me = ProcessIdentity.current();
			entry(7, new ProcessIdentity(me.pid(), me.startTime() - 1, me.pidNamespace()));
			Files.createSymbolicLink(this.ring.lockFile(7), this.directory.resolve("ring.dat"));
			assertThat(diesWithin(this.ring.liveness(), 7, Duration.ofMillis(100))).isFalse();
			assertThat(messages).singleElement()
				.asString()
				.contains("participant 7", this.ring.lockFile(7).toString(), "cannot be looked at");
		}
		finally {
			logger.removeHandler(handler);
		}
	}

	@Test
	void whenInterruptedItAnswersAndStaysInterrupted() throws Exception {
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "orders")) {
			int id = Integer.parseInt(child.line());
			child.kill();
			Thread.currentThread().interrupt();
			boolean dead = this.ring.liveness().isDead(id);
			assertThat(Thread.interrupted()).isTrue();
			assertThat(dead).isTrue();
		}
	}

	private void entry(int id, ProcessIdentity process) {
		this.ring.participants().attaching(id, process, "orders", 1);
		this.ring.participants().live(id);
	}

	private static ProcessIdentity elsewhere() {
		ProcessIdentity me = ProcessIdentity.current();
		return new ProcessIdentity(me.pid(), me.startTime(), me.pidNamespace() + 1);
	}

	private void awaitDead(Liveness liveness, int id, Duration deadline) {
		Await.until(deadline, () -> liveness.isDead(id), () -> this.ring.participants().info(id));
	}

	private static boolean diesWithin(Liveness liveness, int id, Duration time) {
		long startNs = System.nanoTime();
		boolean[] dead = new boolean[1];
		Await.until(() -> {
			dead[0] |= liveness.isDead(id);
			return dead[0] || System.nanoTime() - startNs > time.toNanos();
		}, () -> id);
		return dead[0];
	}

	private static Handler collect(List<String> messages) {
		return new Handler() {

			@Override
			public void publish(LogRecord record) {
				messages.add(record.getMessage());
			}

			@Override
			public void flush() {
			}

			@Override
			public void close() {
			}

		};
	}

}
