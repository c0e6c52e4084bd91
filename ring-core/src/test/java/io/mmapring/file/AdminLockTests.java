package io.mmapring.file;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.ChildJvm;
import io.mmapring.error.RingBusyException;
import io.mmapring.error.RingMissingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

@Timeout(120)
class AdminLockTests {

	private static final long SHORT_NS = TimeUnit.MILLISECONDS.toNanos(50);

	@TempDir
	Path directory;

	@Test
	void theActionsResultIsReturned() {
		assertThat(AdminLock.<Integer, RuntimeException>with(this.directory, () -> 42)).isEqualTo(42);
	}

	@Test
	void theActionsExceptionIsThrownAndTheLockLetGo() throws IOException {
		assertThatIOException().isThrownBy(() -> AdminLock.with(this.directory, () -> {
			throw new IOException("disk");
		})).withMessage("disk");
		assertThat(takenByAnotherProcess()).isTrue();
	}

	@Test
	void whenThereIsNoDirectoryItSaysSo() {
		Path none = this.directory.resolve("none");
		assertThatExceptionOfType(RingMissingException.class).isThrownBy(() -> AdminLock.with(none, () -> 1))
			.withMessageStartingWith("cannot open ring " + none + ": directory=none");
	}

	@Test
	void theLockFileStays() {
		AdminLock.with(this.directory, () -> 1);
		assertThat(this.directory.resolve("admin.lock")).exists();
	}

	@Test
	void whileHeldNoOtherProcessGetsIt() throws IOException {
		assertThat(AdminLock.with(this.directory, this::takenByAnotherProcess)).isFalse();
		assertThat(takenByAnotherProcess()).isTrue();
	}

	@Test
	void aNestedCallDoesNotLetTheLockGo() throws IOException {
		boolean taken = AdminLock.with(this.directory, () -> {
			AdminLock.with(this.directory, () -> 1);
			AdminLock.with(this.directory.resolve("."), () -> 1);
			return takenByAnotherProcess();
		});
		assertThat(taken).isFalse();
	}

	@Test
	void whenTheCallerIsInterruptedTheLockIsHeldAllTheSame() throws IOException {
		Thread.currentThread().interrupt();
		boolean interrupted;
		boolean taken;
		try {
			taken = AdminLock.with(this.directory, () -> {
				Thread.currentThread().interrupt();
				AdminLock.with(this.directory, () -> 1);
				return UninterruptedIo.call(this::takenByAnotherProcess);
			});
		}
		finally {
			interrupted = Thread.interrupted();
		}
		assertThat(taken).isFalse();
		assertThat(interrupted).isTrue();
		assertThat(takenByAnotherProcess()).isTrue();
	}

	@Test
	void inAStormOfInterruptsNoCallFails() throws Exception {
		AtomicBoolean done = new AtomicBoolean();
		Thread caller = Thread.currentThread();
		Thread storm = new Thread(() -> {
			while (!done.get()) {
				caller.interrupt();
				Thread.onSpinWait();
			}
		});
		storm.start();
		int calls = 0;
		try {
			while (calls < 200) {
				calls += AdminLock.<Integer, RuntimeException>with(this.directory, () -> 1);
			}
		}
		finally {
			done.set(true);
			UninterruptedIo.call(() -> {
				storm.join();
				return storm;
			});
			Thread.interrupted();
		}
		assertThat(calls).isEqualTo(200);
		assertThat(takenByAnotherProcess()).isTrue();
	}

	@Test
	void whenAnotherProcessHoldsItTheErrorNamesFileAndHolder() throws IOException {
		Path lockFile = this.directory.toRealPath().resolve("admin.lock");
		try (ChildJvm holder = ChildJvm.start(AdminLockMain.class, this.directory, 10_000)) {
			assertThat(holder.line()).isEqualTo("locked");
			assertThatExceptionOfType(RingBusyException.class)
				.isThrownBy(() -> AdminLock.with(this.directory, SHORT_NS, () -> 1))
				.withMessage(
						"cannot lock %s: holder=probably process %d after 50 ms (expected: nobody); it is paused or stuck: let it go on or end it",
						lockFile, holder.pid())
				.satisfies((ex) -> {
					assertThat(ex.path()).isEqualTo(lockFile);
					assertThat(ex.waitedMs()).isEqualTo(50);
				});
			holder.say("go");
			assertThat(AdminLock.<Integer, RuntimeException>with(this.directory, () -> 7)).isEqualTo(7);
		}
	}

	@Test
	void whenTheHolderIsKilledTheNextOneGetsIt() throws IOException {
		try (ChildJvm holder = ChildJvm.start(AdminLockMain.class, this.directory, 10_000)) {
			assertThat(holder.line()).isEqualTo("locked");
			holder.kill();
			assertThat(AdminLock.<Integer, RuntimeException>with(this.directory, () -> 7)).isEqualTo(7);
		}
	}

	@Test
	void whenTheLockFileIsRemovedTheNextOneLocksItsSuccessor() throws IOException {
		AdminLock.with(this.directory, () -> 1);
		Files.delete(this.directory.resolve("admin.lock"));
		assertThat(AdminLock.with(this.directory, this::takenByAnotherProcess)).isFalse();
	}

	@Test
	void threadsAndClassLoadersExcludeEachOther() throws Exception {
		int[] counter = new int[1];
		Runnable step = () -> counter[0]++;
		ExecutorService executor = Executors.newFixedThreadPool(6);
		try (URLClassLoader other = otherLoader(); URLClassLoader third = otherLoader()) {
			List<Callable<Integer>> tasks = new ArrayList<>();
			for (ClassLoader loader : List.of(getClass().getClassLoader(), other, third)) {
				Callable<Integer> task = lockedSteps(loader, step);
				tasks.addAll(List.of(task, task));
			}
			for (Future<Integer> task : executor.invokeAll(tasks)) {
				assertThat(task.get()).isEqualTo(LockedSteps.STEPS);
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(counter[0]).isEqualTo(6 * LockedSteps.STEPS);
	}

	@SuppressWarnings("unchecked")
	private Callable<Integer> lockedSteps(ClassLoader loader, Runnable step) throws ReflectiveOperationException {
		Class<?> type = Class.forName(LockedSteps.class.getName(), true, loader);
		assertThat(type.getClassLoader()).isSameAs(loader);
		return (Callable<Integer>) type.getConstructor(Path.class, Runnable.class).newInstance(this.directory, step);
	}

	private static URLClassLoader otherLoader() throws IOException {
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
			urls.add(Path.of(entry).toUri().toURL());
		}
		return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
	}

	private boolean takenByAnotherProcess() throws IOException {
		try (ChildJvm child = ChildJvm.start(AdminLockMain.class, this.directory, 50)) {
			String line = child.line();
			assertThat(line).matches("locked|cannot lock .*");
			return line.equals("locked");
		}
	}

}
