package io.mmapring.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingFormatException;
import io.mmapring.error.RingSpaceException;

/**
 * Builds a ring file under another name and gives it its own when it is whole. All but
 * {@link #prepareDirectory()} is done while holding the admin lock.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class RingFileCreator {

	static final String TEMPORARY = RingFile.FILE_NAME + ".tmp-";

	static final String OLD_BOOT = RingFile.FILE_NAME + ".reboot-";

	private static final int CHUNK_BYTES = 1 << 20;

	private static final int WRITE_ATTEMPTS = 3;

	private static final long LOCK_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);

	/** So slow a disk is waited for, in bytes a second. */
	private static final long LEAST_SPEED = 16L << 20;

	private final RingFileSpec spec;

	private final RingHeader header;

	private final Consumer<RingMemory> initialise;

	private final Path temporary;

	private final int sizeBytes;

	private @Nullable RingMemory memory;

	RingFileCreator(RingFileSpec spec, RingGeometry geometry, Consumer<RingMemory> initialise) {
		this.spec = spec;
		Long evictAfterMs = spec.expected().evictAfterMs();
		this.header = RingHeader.of(geometry, spec.name(), (evictAfterMs != null) ? evictAfterMs : 0);
		this.initialise = initialise;
		this.temporary = spec.directory().resolve(TEMPORARY + UUID.randomUUID());
		this.sizeBytes = new RingLayout(geometry).fileSizeBytes();
	}

	// another creator holds the lock while it writes the file
	long timeoutNs() {
		return LOCK_TIMEOUT_NS + TimeUnit.SECONDS.toNanos(this.sizeBytes / LEAST_SPEED);
	}

	/**
	 * Make the ring's directory, and those above it that are missing.
	 */
	void prepareDirectory() throws IOException {
		Path directory = this.spec.directory();
		checkCreator(directory);
		createMissing(directory);
		new RingFileOpener(this.spec).checkDirectory();
		this.spec.permissions().applyToDirectory(directory);
	}

	// the new file would be this user's, and nobody would accept it
	private void checkCreator(Path directory) throws IOException {
		UserPrincipal owner = this.spec.permissions().expectedOwner();
		if (!owner.equals(FilePermissions.me())) {
			throw FilePermissions.refused(directory, "user " + owner.getName() + " to create " + directory,
					"start a process of that user first", null);
		}
	}

	private void createMissing(Path directory) throws IOException {
		Path parent = directory.getParent();
		if (parent != null && !Files.exists(parent)) {
			createMissing(parent);
		}
		if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
			FilePermissions.createDirectory(directory);
			this.spec.permissions().applyToDirectory(directory);
		}
	}

	/**
	 * Remove what creators left that were killed, and a file from before the last boot.
	 */
	void cleanUp() throws IOException {
		Path path = this.spec.path();
		if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
			checkUnused();
			Files.move(path, this.spec.directory().resolve(OLD_BOOT + UUID.randomUUID()),
					StandardCopyOption.ATOMIC_MOVE);
		}
		deleteAll(TEMPORARY);
		deleteAll(OLD_BOOT);
	}

	/**
	 * A machine that shares the directory has another boot, and its processes are alive.
	 */
	private void checkUnused() throws IOException {
		try (DirectoryStream<Path> locks = Files.newDirectoryStream(this.spec.directory(), "p-*.lock")) {
			for (Path lock : locks) {
				if (isLocked(lock)) {
					throw new RingFormatException(this.spec.path(), "bootId", "another, and " + lock + " is held",
							"this boot, or no process that uses the ring", "use a directory of this machine alone");
				}
			}
		}
	}

	private static boolean isLocked(Path lock) throws IOException {
		try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
			// closing the channel cannot drop a lock of this process: it could not have
			// opened a ring of another boot
			return channel.tryLock(0, Long.MAX_VALUE, true) == null;
		}
		catch (OverlappingFileLockException ex) {
			return true;
		}
	}

	private void deleteAll(String prefix) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.spec.directory(), prefix + "*")) {
			for (Path file : files) {
				Files.deleteIfExists(file);
			}
		}
	}

	/**
	 * Write the whole file under its other name: by writing, since a store to a page for
	 * which there is no room would end the process or be lost.
	 */
	void build() throws IOException {
		long freeBytes = Files.getFileStore(this.spec.directory()).getUsableSpace();
		if (freeBytes < this.sizeBytes) {
			throw new RingSpaceException(this.spec.path(), this.sizeBytes, freeBytes);
		}
		Files.createFile(this.temporary, PosixFilePermissions.asFileAttribute(this.spec.permissions().file()));
		this.spec.permissions().applyToFile(this.temporary);
		try (FileChannel channel = FileChannel.open(this.temporary, StandardOpenOption.READ,
				StandardOpenOption.WRITE)) {
			fill(channel);
			ByteBuffer page = this.header.write();
			while (page.hasRemaining()) {
				channel.write(page, page.position());
			}
			this.memory = new RingMemory(channel.map(FileChannel.MapMode.READ_WRITE, 0, this.sizeBytes));
		}
	}

	private void fill(FileChannel channel) throws IOException {
		ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(CHUNK_BYTES, this.sizeBytes));
		int failures = 0;
		for (long written = 0; written < this.sizeBytes;) {
			zeros.clear().limit((int) Math.min(zeros.capacity(), this.sizeBytes - written));
			try {
				written += channel.write(zeros, written);
			}
			catch (IOException ex) {
				long freeBytes = Files.getFileStore(this.spec.directory()).getUsableSpace();
				if (freeBytes < this.sizeBytes - written) {
					throw new RingSpaceException(this.spec.path(), this.sizeBytes, freeBytes + written, ex);
				}
				// there was no room, and now there is; or it fails for another reason
				failures++;
				if (failures == WRITE_ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Let the caller write what must be there at first sight.
	 */
	void initialise() {
		this.initialise.accept(Objects.requireNonNull(this.memory));
	}

	RingFile link() throws IOException {
		try (FileChannel channel = FileChannel.open(this.temporary, StandardOpenOption.READ,
				StandardOpenOption.WRITE)) {
			channel.force(true);
		}
		Path path = this.spec.path();
		// a link, since it never replaces a file that somebody else may be using
		Files.createLink(path, this.temporary);
		Files.delete(this.temporary);
		RingMemory memory = Objects.requireNonNull(this.memory);
		if (this.spec.preTouch()) {
			RingFileOpener.preTouch(memory);
		}
		return new RingFile(path, this.header, memory, RingFile.attributes(path));
	}

	/**
	 * Leave nothing behind.
	 */
	void abandon() {
		try {
			Files.deleteIfExists(this.temporary);
		}
		catch (IOException ex) {
			// the next creator tries again; what made this one fail is on its way already
			this.memory = null;
		}
	}

}
