package io.mmapring.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.ChildJvm;
import io.mmapring.error.RingException;
import io.mmapring.error.RingSpaceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/** A file system without room. */
@Timeout(120)
class RingFileSpaceTests {

	private static final long MEBIBYTE = 1 << 20;

	@TempDir
	Path parent;

	@Test
	void whenTheFileSystemIsTooSmallTheErrorSaysHowMuchIsNeeded() throws Exception {
		RingGeometry geometry = RingGeometry.of(1 << 14, 64);
		long needed = new RingLayout(geometry).fileSizeBytes();
		onSmallFileSystem(() -> {
			RingFileSpec spec = RingFiles.spec(this.parent);
			assertThatExceptionOfType(RingSpaceException.class).isThrownBy(() -> create(spec, geometry))
				.satisfies((ex) -> {
					assertThat(ex.neededBytes()).isEqualTo(needed);
					assertThat(ex.freeBytes()).isLessThanOrEqualTo(MEBIBYTE).isPositive();
					assertThat(ex).hasMessage(
							"cannot create ring %s: free=%d bytes (expected: %d bytes); use fewer or smaller slots, make room, or enlarge the file system (of a container: --shm-size)",
							spec.path(), ex.freeBytes(), needed);
				});
			assertThat(RingFiles.namesIn(spec.directory())).containsExactly("admin.lock");
			return create(spec, RingFiles.SMALL);
		});
	}

	@Test
	void whenTheRoomEndsWhileWritingNothingIsLeft() throws Exception {
		// each fits, both do not: one of them meets the end, before or while it writes
		RingGeometry geometry = new RingGeometry(1 << 13, 64, false, false, 1, 1, 1);
		for (int round = 0; round < 5; round++) {
			onSmallFileSystem(() -> {
				List<RingSpaceException> failures = createTwo(geometry);
				assertThat(failures).isNotEmpty();
				assertThat(failures).allSatisfy((ex) -> assertThat(ex.freeBytes()).isLessThan(ex.neededBytes()));
				return failures;
			});
		}
	}

	private List<RingSpaceException> createTwo(RingGeometry geometry) throws Exception {
		CyclicBarrier start = new CyclicBarrier(2);
		ExecutorService executor = Executors.newFixedThreadPool(2);
		List<RingSpaceException> failures = new ArrayList<>();
		try {
			List<Callable<RingFile>> tasks = new ArrayList<>();
			for (String side : List.of("left", "right")) {
				RingFileSpec spec = RingFileSpec.of(this.parent, side);
				tasks.add(() -> {
					start.await();
					return create(spec, geometry);
				});
			}
			for (Future<RingFile> task : executor.invokeAll(tasks)) {
				try {
					Files.delete(task.get().path());
				}
				catch (ExecutionException ex) {
					assertThat(ex.getCause()).isInstanceOf(RingSpaceException.class);
					failures.add((RingSpaceException) ex.getCause());
				}
			}
		}
		finally {
			executor.shutdownNow();
		}
		for (String side : List.of("left", "right")) {
			assertThat(RingFiles.namesIn(this.parent.resolve(side))).containsExactly("admin.lock");
		}
		return failures;
	}

	@Test
	void whenWritingFailsForAnotherReasonNothingIsLeft() throws IOException {
		// a limit on the size of files, in units of 1024 bytes
		List<String> limited = List.of("bash", "-c", "ulimit -f 64 && exec \"$0\" \"$@\"");
		try (ChildJvm child = ChildJvm.startUnder(limited, RingFileMain.class, this.parent)) {
			child.say("go");
			assertThat(child.line()).isEqualTo("ready");
			assertThat(child.line()).startsWith(RingException.class.getName() + ": cannot create ring "
					+ RingFiles.spec(this.parent).path() + ": error=java.io.IOException: ");
		}
		assertThat(RingFiles.namesIn(RingFiles.spec(this.parent).directory())).containsExactly("admin.lock");
	}

	private static RingFile create(RingFileSpec spec, RingGeometry geometry) {
		return RingFile.create(spec, geometry, (memory) -> {
		});
	}

	private void onSmallFileSystem(Callable<?> test) throws Exception {
		assumeThat(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", this.parent.toString()))
			.as("exit code of mount, for which this user may lack the right")
			.isZero();
		try {
			test.call();
		}
		finally {
			assertThat(run("umount", "--lazy", this.parent.toString())).isZero();
		}
	}

	private static int run(String... command) throws Exception {
		return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
	}

}
