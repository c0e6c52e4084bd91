package io.mmapring.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.error.RingAccessException;
import io.mmapring.error.RingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

class RingDirectoriesTests {

	@TempDir
	Path sharedMemory;

	@TempDir
	Path temporary;

	private String name;

	@BeforeEach
	void name() throws IOException {
		this.name = "ring-" + FilePermissions.me().getName();
	}

	@Test
	void whereThereIsSharedMemoryRingsLieThere() throws IOException {
		Path parent = RingDirectories.parentIn(this.sharedMemory, this.temporary);
		assertThat(parent).isEqualTo(this.sharedMemory.resolve(this.name)).isDirectory();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent))).isEqualTo("rwx------");
		assertThat(this.temporary).isEmptyDirectory();
	}

	@Test
	void theSecondTimeItIsTheSame() {
		Path parent = RingDirectories.parentIn(this.sharedMemory, this.temporary);
		assertThat(RingDirectories.parentIn(this.sharedMemory, this.temporary)).isEqualTo(parent);
	}

	@Test
	void whereThereIsNoSharedMemoryRingsLieInTheTemporaryDirectory() {
		assertThat(RingDirectories.parentIn(this.sharedMemory.resolve("none"), this.temporary))
			.isEqualTo(this.temporary.resolve(this.name));
	}

	@Test
	void whereNeitherExistsItSaysSo() {
		Path none = this.sharedMemory.resolve("none");
		assertThatExceptionOfType(RingException.class).isThrownBy(() -> RingDirectories.parentIn(none, none))
			.withMessageStartingWith("cannot create a directory for rings in " + none + ": error=");
	}

	@Test
	void theDefaultIsADirectoryOfThisUser() throws IOException {
		assertThat(RingDirectories.defaultParent()).isDirectory().hasFileName(this.name);
		assertThat(Files.getOwner(RingDirectories.defaultParent())).isEqualTo(FilePermissions.me());
	}

	@Test
	void whenEverybodyMayWriteToItItIsRefused() throws IOException {
		Path parent = Files.createDirectory(this.sharedMemory.resolve(this.name));
		Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxrwxrwx"));
		assertRefused(parent, "rwxrwxrwx");
	}

	@Test
	void whenItIsALinkItIsRefused() throws IOException {
		Path parent = this.sharedMemory.resolve(this.name);
		Files.createSymbolicLink(parent, this.temporary);
		assertRefused(parent, "rwxrwxrwx");
	}

	@Test
	void whenItIsAFileItIsRefused() throws IOException {
		Path parent = Files.createFile(this.sharedMemory.resolve(this.name),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		assertRefused(parent, "rw-------");
	}

	@Test
	void whenItIsSomebodyElsesItIsRefused() throws IOException {
		assumeThat(FilePermissions.me().getName()).as("may change owners").isEqualTo("root");
		Path parent = RingDirectories.parentIn(this.sharedMemory, this.temporary);
		Files.setOwner(parent, parent.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("daemon"));
		assertThatExceptionOfType(RingAccessException.class)
			.isThrownBy(() -> RingDirectories.parentIn(this.sharedMemory, this.temporary))
			.withMessageStartingWith("cannot use " + parent + " for a ring: owner=daemon, mode=rwx------ (expected: ");
	}

	private void assertRefused(Path parent, String mode) throws IOException {
		String me = FilePermissions.me().getName();
		assertThatExceptionOfType(RingAccessException.class)
			.isThrownBy(() -> RingDirectories.parentIn(this.sharedMemory, this.temporary))
			.withMessage(
					"cannot use %s for a ring: owner=%s, mode=%s (expected: a directory of %s that nobody else may write to); remove it if it is not in use, or configure another directory",
					parent, me, mode, me);
	}

}
