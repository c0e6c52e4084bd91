package io.mmapring.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.error.RingAccessException;
import io.mmapring.error.RingExistsException;
import io.mmapring.error.RingFormatException;
import io.mmapring.file.RingFileSpec.Expected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RingFileCreateTests {

	@TempDir
	Path parent;

	private RingFileSpec spec() {
		return RingFiles.spec(this.parent);
	}

	@Test
	void aNewFileIsZeroBehindItsHeader() throws IOException {
		RingFile file = RingFiles.create(this.parent);
		byte[] bytes = Files.readAllBytes(file.path());
		assertThat(bytes).hasSize(file.layout().fileSizeBytes());
		for (int offset = RingHeader.SIZE; offset < bytes.length; offset++) {
			assertThat(bytes[offset]).as("byte %d", offset).isZero();
		}
		assertThat(file.problem()).isNull();
	}

	@Test
	void aNewFileAndItsDirectoryAreTheOwnersAlone() throws IOException {
		RingFile file = RingFiles.create(this.parent);
		assertThat(modeOf(file.directory())).isEqualTo("rwx------");
		assertThat(modeOf(file.path())).isEqualTo("rw-------");
		assertThat(modeOf(file.directory().resolve("admin.lock"))).isEqualTo("rw-------");
		assertThat(RingFiles.namesIn(file.directory())).containsExactly("admin.lock", "ring.dat");
	}

	@Test
	void whenAGroupHasAccessTheUmaskDoesNotTakeIt() throws IOException {
		String group = Files.readAttributes(this.parent, PosixFileAttributes.class).group().getName();
		RingFileSpec spec = spec().withPermissions(FilePermissions.of("rw-rw----").withGroup(group));
		RingFile file = RingFile.openOrCreate(spec, RingFiles.SMALL, (memory) -> {
		});
		assertThat(modeOf(file.path())).isEqualTo("rw-rw----");
		assertThat(modeOf(file.directory().resolve("admin.lock"))).isEqualTo("rw-rw----");
		assertThat((int) Files.getAttribute(file.directory(), "unix:mode") & 07777).isEqualTo(02770);
		assertThat(RingFile.open(spec).header()).isEqualTo(file.header());
	}

	@Test
	void onlyModesThatLetAllUsersWriteAreTaken() {
		assertThat(FilePermissions.of("0600")).isEqualTo(FilePermissions.OWNER_ONLY);
		assertThat(FilePermissions.of("0660").groupAccess()).isTrue();
		assertThatIllegalArgumentException().isThrownBy(() -> FilePermissions.of("rw-rw-rw-"))
			.withMessage("mode='rw-rw-rw-' (expected: rw------- or rw-rw----, since all who use a ring write to it)");
		assertThatIllegalArgumentException().isThrownBy(() -> new FilePermissions(false, "staff", null))
			.withMessage("group='staff' (expected: none where the group has no access)");
	}

	@Test
	void missingDirectoriesAboveAreCreated() {
		Path deep = this.parent.resolve("a/b");
		assertThat(RingFiles.openOrCreate(deep).path()).isEqualTo(deep.resolve("orders/ring.dat"));
	}

	@Test
	void whatIsInitialisedIsThereAtFirstSight() {
		List<Boolean> visible = new ArrayList<>();
		RingFile created = RingFile.create(spec(), RingFiles.SMALL, (memory) -> {
			visible.add(Files.exists(spec().path()));
			memory.longRelease(RingLayout.groupState(1), 0x102);
		});
		assertThat(visible).containsExactly(false);
		assertThat(created.memory().longAcquire(RingLayout.groupState(1))).isEqualTo(0x102);
		assertThat(RingFile.open(spec()).memory().longAcquire(RingLayout.groupState(1))).isEqualTo(0x102);
	}

	@Test
	void whenInitialisingFailsNothingIsLeft() throws IOException {
		assertThatIllegalStateException().isThrownBy(() -> RingFile.openOrCreate(spec(), RingFiles.SMALL, (memory) -> {
			throw new IllegalStateException("no such group");
		})).withMessage("no such group");
		assertThat(RingFiles.namesIn(spec().directory())).containsExactly("admin.lock");
		assertThat(RingFiles.openOrCreate(this.parent).problem()).isNull();
	}

	@Test
	void whenTheRingExistsItIsNotCreatedAgain() {
		RingFile file = RingFiles.create(this.parent);
		assertThatExceptionOfType(RingExistsException.class).isThrownBy(() -> RingFiles.create(this.parent))
			.withMessage(
					"cannot create ring %s: file=exists (expected: none); open it, or remove it while no process has it open",
					file.path());
		assertThat(RingFile.open(spec()).header()).isEqualTo(file.header());
	}

	@Test
	void whenTheRingExistsItIsOpenedAndNotInitialised() {
		RingFile file = RingFiles.create(this.parent);
		RingFile opened = RingFile.openOrCreate(spec(), RingGeometry.of(1024, 64), (memory) -> {
			throw new IllegalStateException("initialised again");
		});
		assertThat(opened.header()).isEqualTo(file.header());
	}

	@Test
	void whenTheRingExistsWithOtherSlotsItIsRefusedAndKept() {
		RingFile file = RingFiles.create(this.parent);
		RingGeometry other = RingGeometry.of(1024, 64);
		assertThatExceptionOfType(RingFormatException.class)
			.isThrownBy(() -> RingFile.openOrCreate(spec().withExpected(Expected.of(other)), other, (memory) -> {
			}))
			.withMessageContaining("slots=64 (expected: 1024)");
		assertThat(RingFile.open(spec()).header()).isEqualTo(file.header());
	}

	@Test
	void whatADeadCreatorLeftIsRemoved() throws IOException {
		Files.createDirectory(spec().directory(),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		Files.writeString(spec().directory().resolve("ring.dat.tmp-" + UUID.randomUUID()), "half");
		Files.writeString(spec().directory().resolve("ring.dat.reboot-" + UUID.randomUUID()), "old");
		Files.writeString(spec().directory().resolve("p-001.lock"), "");
		RingFiles.openOrCreate(this.parent);
		assertThat(RingFiles.namesIn(spec().directory())).containsExactly("admin.lock", "p-001.lock", "ring.dat");
	}

	@Test
	void theRingSurvivesItsFirstMapping() {
		RingFiles.create(this.parent).memory().longRelease(RingLayout.TAIL, Tail.of(5, 1));
		RingFile again = RingFiles.openOrCreate(this.parent);
		assertThat(again.memory().longAcquire(RingLayout.TAIL)).isEqualTo(Tail.of(5, 1));
	}

	@Test
	void touchingAllPagesChangesNothing() throws IOException {
		RingFile file = RingFiles.create(this.parent);
		file.memory().longRelease(2 * RingLayout.PAGE, 0x0123456789ABCDEFL);
		byte[] before = Files.readAllBytes(file.path());
		RingFile touched = RingFile.open(spec().withPreTouch(true));
		assertThat(Files.readAllBytes(file.path())).isEqualTo(before);
		assertThat(touched.problem()).isNull();
	}

	@Test
	void aFileOfAnotherBootIsDiscarded() throws IOException {
		RingFiles.createWithHeader(this.parent, (page) -> page.putLong(RingHeader.BOOT_ID, 4711));
		RingGeometry other = RingGeometry.of(1024, 64);
		RingFile file = RingFile.openOrCreate(spec().withExpected(Expected.of(other)), other, (memory) -> {
		});
		assertThat(file.header().bootId()).isEqualTo(RingHeader.currentBoot());
		assertThat(file.header().geometry()).isEqualTo(other);
		assertThat(RingFiles.namesIn(spec().directory())).containsExactly("admin.lock", "ring.dat");
	}

	@Test
	void aFileOfAnotherBootIsKeptIfThatIsToFail() {
		RingFiles.createWithHeader(this.parent, (page) -> page.putLong(RingHeader.BOOT_ID, 4711));
		assertThatExceptionOfType(RingFormatException.class).isThrownBy(
				() -> RingFile.openOrCreate(spec().withAfterReboot(AfterReboot.FAIL), RingFiles.SMALL, (memory) -> {
				}))
			.withMessageContaining("ring.dat: bootId=00000000-0000-1267-");
		assertThat(spec().path()).exists();
	}

	@Test
	void whenSomebodyElseIsToOwnTheRingItIsNotCreated() throws IOException {
		String other = FilePermissions.me().getName().equals("daemon") ? "root" : "daemon";
		RingFileSpec spec = spec().withPermissions(FilePermissions.OWNER_ONLY.withOwner(other));
		assertThatExceptionOfType(RingAccessException.class)
			.isThrownBy(() -> RingFile.openOrCreate(spec, RingFiles.SMALL, (memory) -> {
			}))
			.withMessage(
					"cannot use %s for a ring: owner=%s, mode=%s (expected: user %s to create %s); start a process of that user first",
					this.parent, FilePermissions.me().getName(), modeOf(this.parent), other, spec.directory());
		assertThat(this.parent).isEmptyDirectory();
	}

	@Test
	void whenThreadsCreateAtOnceThereIsOneRing() throws Exception {
		int threads = 8;
		AtomicInteger initialised = new AtomicInteger();
		CyclicBarrier start = new CyclicBarrier(threads);
		Callable<UUID> open = () -> {
			start.await();
			return RingFile.openOrCreate(spec(), RingFiles.SMALL, (memory) -> initialised.incrementAndGet())
				.header()
				.ringId();
		};
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			Set<UUID> rings = new TreeSet<>();
			for (Future<UUID> opened : executor.invokeAll(List.of(open, open, open, open, open, open, open, open))) {
				rings.add(opened.get());
			}
			assertThat(rings).hasSize(1);
			assertThat(initialised).hasValue(1);
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(RingFiles.namesIn(spec().directory())).containsExactly("admin.lock", "ring.dat");
	}

	@Test
	void whenTheCallerIsInterruptedTheRingIsCreatedAllTheSame() {
		Thread.currentThread().interrupt();
		try {
			RingFile file = RingFiles.openOrCreate(this.parent);
			assertThat(RingFile.open(spec()).header()).isEqualTo(file.header());
			assertThat(file.problem()).isNull();
		}
		finally {
			assertThat(Thread.interrupted()).as("interrupt status").isTrue();
		}
	}

	private static String modeOf(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
	}

}
