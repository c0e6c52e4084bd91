package io.mmapring.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Await;
import io.mmapring.ChildJvm;
import io.mmapring.error.RingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LockKeeper} and {@link HeldLock}.
 */
class LockKeeperTests {

	@TempDir
	Path directory;

	private Path file;

	@BeforeEach
	void setUp() {
		this.file = this.directory.resolve("g-00-00.lock");
	}

	@Test
	void whenHeldHereNobodyElseGetsItAndItStaysHeld() throws Exception {
		HeldLock lock = tryLock();
		for (int i = 0; i < 3; i++) {
			assertThat(LockKeeper.tryLock(this.file)).isNull();
			assertThat(
					LockKeeper.tryLock(this.directory.resolve("../" + this.directory.getFileName() + "/g-00-00.lock")))
				.isNull();
		}
		assertThat(lock.isHeld()).isTrue();
		try (ChildJvm child = ChildJvm.start(ParticipantMain.class, this.directory, "orders")) {
			child.line();
			assertThat(child.ask("locked " + this.file)).isEqualTo("true");
			lock.release();
			lock.release();
			assertThat(lock.isHeld()).isFalse();
			assertThat(child.ask("locked " + this.file)).isEqualTo("false");
			assertThat(LockKeeper.tryLock(this.file)).isNull();
		}
		tryLock().release();
		assertThat(this.file).exists();
	}

	@Test
	void whenNobodyRefersToItTheLockIsStillHeld() {
		tryLock();
		System.gc();
		System.gc();
		assertThat(LockKeeper.tryLock(this.file)).isNull();
		assertThat(LockFiles.lockedDescriptor(this.file)).isNotNull();
	}

	@Test
	void whenAnotherDescriptorIsClosedTheLossIsSeen() throws IOException {
		HeldLock lock = tryLock();
		new FileInputStream(this.file.toFile()).close();
		assertThat(lock.isHeld()).isFalse();
		lock.release();
	}

	@Test
	void whenFileIsReplacedTheLossIsSeen() throws IOException {
		HeldLock lock = tryLock();
		Files.delete(this.file);
		assertThat(lock.isHeld()).isFalse();
		Files.createFile(this.file);
		assertThat(lock.isHeld()).isFalse();
		lock.release();
	}

	@Test
	void whenCallerIsInterruptedItGetsTheLockAndStaysInterrupted() {
		Thread.currentThread().interrupt();
		HeldLock lock = tryLock();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		assertThat(lock.isHeld()).isTrue();
		lock.release();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(LockFiles.isOpenHere(this.file)).isFalse();
	}

	@Test
	void whenCallersAreInterruptedAllTheTimeNoLockIsLost() throws Exception {
		HeldLock other = tryLock();
		Path contended = this.directory.resolve("g-00-01.lock");
		AtomicInteger taken = new AtomicInteger();
		Thread caller = new Thread(() -> {
			while (taken.get() < 200) {
				HeldLock lock = LockKeeper.tryLock(contended);
				if (lock != null && lock.isHeld()) {
					taken.incrementAndGet();
					lock.release();
				}
			}
		});
		caller.start();
		Await.until(() -> {
			caller.interrupt();
			return !caller.isAlive();
		}, taken::get);
		assertThat(taken).hasValue(200);
		assertThat(other.isHeld()).isTrue();
		other.release();
	}

	@Test
	void fileIsForThoseWhoMayUseTheDirectory() throws IOException {
		tryLock().release();
		assertThat(Files.getPosixFilePermissions(this.file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
		Files.delete(this.file);
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxrwx---"));
		tryLock().release();
		assertThat(Files.getPosixFilePermissions(this.file)).isEqualTo(PosixFilePermissions.fromString("rw-rw----"));
	}

	@Test
	void whenFileCannotBeOpenedItIsSaid() throws IOException {
		Files.createSymbolicLink(this.file, this.directory.resolve("elsewhere"));
		assertThatExceptionOfType(RingException.class).isThrownBy(() -> LockKeeper.tryLock(this.file))
			.withMessageContaining("cannot lock " + this.file);
		assertThat(this.directory.resolve("elsewhere")).doesNotExist();
	}

	@Test
	void whenPeriodicTaskFailsItGoesOnAndIsLoggedOnce() {
		List<LogRecord> records = new ArrayList<>();
		Logger logger = Logger.getLogger(LockKeeper.class.getName());
		Handler handler = collect(records);
		logger.addHandler(handler);
		AtomicInteger runs = new AtomicInteger();
		Registration registration = LockKeeper.every(Duration.ofMillis(1), () -> {
			runs.incrementAndGet();
			throw new IllegalStateException("expected by the test");
		});
		try {
			Await.until(() -> runs.get() >= 5, runs::get);
			assertThat(records).hasSize(1);
		}
		finally {
			registration.cancel();
			logger.removeHandler(handler);
		}
	}

	@Test
	void whenPeriodicTaskKillsItsThreadItGoesOn() {
		AtomicInteger runs = new AtomicInteger();
		AtomicInteger killed = new AtomicInteger();
		Ticker ticker = new Ticker((task) -> {
			Thread thread = new Thread(task, "ticker under test");
			thread.setUncaughtExceptionHandler((dead, ex) -> killed.incrementAndGet());
			return thread;
		});
		Registration registration = ticker.every(Duration.ofMillis(1), () -> {
			if (runs.incrementAndGet() % 2 == 0) {
				throw new StackOverflowError("expected by the test");
			}
		});
		Await.until(() -> runs.get() >= 6, runs::get);
		registration.cancel();
		assertThat(killed.get()).isPositive();
		Await.until(() -> threads("ticker under test") == 0, Thread::getAllStackTraces);
	}

	@Test
	void whenTheMappedFileWasCutItsThreadGoesOn() {
		AtomicInteger runs = new AtomicInteger();
		AtomicInteger killed = new AtomicInteger();
		Ticker ticker = new Ticker((task) -> {
			Thread thread = new Thread(task, "ticker under test");
			thread.setUncaughtExceptionHandler((dead, ex) -> killed.incrementAndGet());
			return thread;
		});
		Registration registration = ticker.every(Duration.ofMillis(1), () -> {
			runs.incrementAndGet();
			throw new InternalError("what a JVM throws for a page that is gone; expected by the test");
		});
		Await.until(() -> runs.get() >= 5, runs::get);
		registration.cancel();
		assertThat(killed.get()).isZero();
	}

	@Test
	void whenInterruptedItsThreadStillWaits() {
		AtomicReference<Thread> thread = new AtomicReference<>();
		AtomicInteger runs = new AtomicInteger();
		Ticker ticker = new Ticker((task) -> {
			thread.set(new Thread(task));
			return thread.get();
		});
		Registration registration = ticker.every(Duration.ofMillis(20), runs::incrementAndGet);
		thread.get().interrupt();
		Await.until(() -> runs.get() >= 2 && thread.get().getState() == Thread.State.TIMED_WAITING, runs::get);
		assertThat(thread.get().isInterrupted()).isFalse();
		registration.cancel();
	}

	private static long threads(String name) {
		return Thread.getAllStackTraces().keySet().stream().filter((thread) -> thread.getName().equals(name)).count();
	}

	@Test
	void whenCancelledItRunsNoMore() {
		AtomicInteger runs = new AtomicInteger();
		AtomicReference<Registration> registration = new AtomicReference<>();
		registration.set(LockKeeper.every(Duration.ofMillis(1), () -> {
			if (runs.incrementAndGet() == 3) {
				registration.get().cancel();
			}
		}));
		AtomicInteger after = new AtomicInteger();
		Registration marker = LockKeeper.every(Duration.ofMillis(1), () -> {
			if (runs.get() >= 3) {
				after.incrementAndGet();
			}
		});
		Await.until(() -> after.get() >= 5, runs::get);
		marker.cancel();
		assertThat(runs).hasValue(3);
	}

	@Test
	void whenSlowTaskWaitsQuickOnesGoOn() {
		AtomicInteger slow = new AtomicInteger();
		AtomicInteger beats = new AtomicInteger();
		Registration watch = LockKeeper.every(Duration.ofSeconds(1), () -> {
			slow.incrementAndGet();
			Await.until(() -> beats.get() >= 10, beats::get);
			slow.incrementAndGet();
		});
		Registration beat = LockKeeper.every(Duration.ofMillis(5), () -> {
			if (slow.get() == 1) {
				beats.incrementAndGet();
			}
		});
		Await.until(() -> slow.get() >= 2, beats::get);
		beat.cancel();
		watch.cancel();
	}

	private HeldLock tryLock() {
		HeldLock lock = LockKeeper.tryLock(this.file);
		assertThat(lock).isNotNull();
		return lock;
	}

	private static Handler collect(List<LogRecord> records) {
		return new Handler() {

			@Override
			public void publish(LogRecord record) {
				records.add(record);
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
