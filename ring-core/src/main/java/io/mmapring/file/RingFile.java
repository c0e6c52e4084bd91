package io.mmapring.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingAccessException;
import io.mmapring.error.RingBusyException;
import io.mmapring.error.RingException;
import io.mmapring.error.RingExistsException;
import io.mmapring.error.RingFormatException;
import io.mmapring.error.RingLimitException;
import io.mmapring.error.RingMissingException;
import io.mmapring.error.RingSpaceException;

/**
 * A ring file, mapped. It stays mapped as long as this object, or its memory, is
 * reachable: unmapping it while a thread may still touch it would end the process.
 * <p>
 * A file becomes visible under its name only when it is whole, and opening one never
 * changes it.
 * <p>
 * Threads: safe for any number of threads. Processes: safe for any number of processes.
 */
public final class RingFile {

	/** Name of the file in the ring's directory. */
	public static final String FILE_NAME = "ring.dat";

	private final Path path;

	private final RingHeader header;

	private final RingLayout layout;

	private final RingMemory memory;

	/** As they were when the file was opened. */
	private final PosixFileAttributes attributes;

	private final int headerChecksum;

	/**
	 * Numbers of owner and group that are the right ones: who asks for their names may
	 * have to wait for a directory server.
	 */
	private volatile @Nullable Map<String, Object> rightIds;

	RingFile(Path path, RingHeader header, RingMemory memory, PosixFileAttributes attributes) {
		this.path = path;
		this.header = header;
		this.layout = new RingLayout(header.geometry());
		this.memory = memory;
		this.attributes = attributes;
		this.headerChecksum = RingHeader.checksum(memory);
		CompiledAtomics.prepare();
	}

	/**
	 * Open a ring that exists. Reads the header and maps the file; does not wait.
	 * @param spec which ring, and what must be true of it
	 * @return the file
	 * @throws RingMissingException if there is none, or only one of before the last boot
	 * that is to be discarded
	 * @throws RingFormatException if it is not what it should be
	 * @throws RingAccessException if this user may not
	 * @throws RingLimitException if this process has as many files open as it may
	 */
	public static RingFile open(RingFileSpec spec) {
		RingFileOpener opener = new RingFileOpener(spec);
		RingFile file = call("open", spec, opener::open);
		if (file == null) {
			throw opener.isRebooted() ? RingMissingException.rebooted(spec.path())
					: RingMissingException.missing(spec.path());
		}
		return file;
	}

	/**
	 * Create a ring that does not exist. Waits for others who create or administer a ring
	 * of this name, and for the disk.
	 * @param spec which ring
	 * @param geometry its geometry
	 * @param initialise writes what must be there at the first sight of the file; all
	 * else is zero
	 * @return the file
	 * @throws RingExistsException if there is one
	 * @throws RingSpaceException if there is no room for it
	 * @throws RingAccessException if this user may not
	 * @throws RingBusyException if somebody else holds the admin lock for too long
	 */
	public static RingFile create(RingFileSpec spec, RingGeometry geometry, Consumer<RingMemory> initialise) {
		RingFileCreator creator = new RingFileCreator(spec, geometry, initialise);
		call("create", spec, () -> {
			creator.prepareDirectory();
			return spec;
		});
		return AdminLock.with(spec.directory(), creator.timeoutNs(), () -> {
			RingFileOpener opener = new RingFileOpener(spec);
			if (call("open", spec, opener::open) != null) {
				throw new RingExistsException(spec.path());
			}
			return create(spec, creator);
		});
	}

	/**
	 * Open a ring, or create it if it does not exist. If several processes do so at once,
	 * one creates it and all others open that one.
	 * @param spec which ring, and what must be true of it
	 * @param geometry its geometry if it must be created
	 * @param initialise writes what must be there at the first sight of a new file; all
	 * else is zero; not called for a file that exists
	 * @return the file
	 * @throws RingFormatException if it exists and is not what it should be
	 * @throws RingSpaceException if there is no room for it
	 * @throws RingAccessException if this user may not
	 * @throws RingBusyException if somebody else holds the admin lock for too long
	 */
	public static RingFile openOrCreate(RingFileSpec spec, RingGeometry geometry, Consumer<RingMemory> initialise) {
		RingFile file = call("open", spec, new RingFileOpener(spec)::open);
		if (file != null) {
			return file;
		}
		RingFileCreator creator = new RingFileCreator(spec, geometry, initialise);
		call("create", spec, () -> {
			creator.prepareDirectory();
			return spec;
		});
		return AdminLock.with(spec.directory(), creator.timeoutNs(), () -> {
			RingFile other = call("open", spec, new RingFileOpener(spec)::open);
			return (other != null) ? other : create(spec, creator);
		});
	}

	private static RingFile create(RingFileSpec spec, RingFileCreator creator) {
		RingFile file = null;
		try {
			call("create", spec, () -> {
				creator.cleanUp();
				creator.build();
				return spec;
			});
			creator.initialise();
			file = call("create", spec, creator::link);
			return Objects.requireNonNull(file);
		}
		finally {
			if (file == null) {
				creator.abandon();
			}
		}
	}

	/**
	 * Why the file may no longer be used: it was removed, replaced or cut, it was given
	 * to others, its header was overwritten, or somebody marked it. Looks at the file
	 * system; for a watch, not for each event. Marks a ring whose header was overwritten.
	 * @return the reason in words and what to do, or null if all is well
	 */
	public @Nullable String problem() {
		Map<String, Object> ids;
		PosixFileAttributes attributes;
		try {
			// the numbers first: if they change now, the names that follow have changed
			// too
			ids = Files.readAttributes(this.path, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
			attributes = attributes(this.path);
		}
		catch (NoSuchFileException ex) {
			return "file=none (expected: " + this.path + "): it was removed";
		}
		catch (IOException ex) {
			return "file=unreadable (expected: " + this.path + "): " + ex;
		}
		if (!Objects.equals(attributes.fileKey(), fileKey())) {
			return "file=%s (expected: %s): %s was replaced by another".formatted(attributes.fileKey(), fileKey(),
					this.path);
		}
		// before anything is read: to touch what was cut off may end the process
		if (attributes.size() != this.layout.fileSizeBytes()) {
			boolean cut = attributes.size() < this.layout.fileSizeBytes();
			return "size=%d (expected: %d): %s was %s".formatted(attributes.size(), this.layout.fileSizeBytes(),
					this.path, cut ? "cut, and its events are lost; remove it" : "extended; cut it to that size");
		}
		String rights = rightsProblem(attributes, ids);
		return (rights != null) ? rights : contentProblem();
	}

	private @Nullable String rightsProblem(PosixFileAttributes now, Map<String, Object> ids) {
		PosixFileAttributes then = this.attributes;
		boolean right = ids.equals(this.rightIds);
		if (!right && (!now.owner().equals(then.owner()) || !now.group().equals(then.group()))) {
			return "owner=%s:%s (expected: %s:%s): %s was given to another; give it back".formatted(
					now.owner().getName(), now.group().getName(), then.owner().getName(), then.group().getName(),
					this.path);
		}
		this.rightIds = ids;
		if (!now.permissions().equals(then.permissions())) {
			return "mode=%s (expected: %s): the permissions of %s were changed; change them back".formatted(
					PosixFilePermissions.toString(now.permissions()), PosixFilePermissions.toString(then.permissions()),
					this.path);
		}
		return null;
	}

	private @Nullable String contentProblem() {
		int checksum = RingHeader.checksum(this.memory);
		if (checksum != this.headerChecksum) {
			RingState.mark(this.memory, RingState.HEADER);
			return "crc=%x (expected: %x): the header of %s was overwritten; remove it".formatted(checksum,
					this.headerChecksum, this.path);
		}
		// acquire: pairs with the release of whoever marks the ring; what led to it is
		// before
		long state = this.memory.longAcquire(RingLayout.RING_STATE);
		return (state != RingState.USABLE)
				? "ringState=%x (expected: 0): %s: %s; remove it".formatted(state, this.path, RingState.toString(state))
				: null;
	}

	/**
	 * Whether the file is still where it was and all there, so that what is this
	 * process's own in it may be let go. Looks at the file system.
	 * @return whether its memory may be touched
	 */
	public boolean isWhole() {
		try {
			PosixFileAttributes attributes = attributes(this.path);
			return Objects.equals(attributes.fileKey(), fileKey()) && attributes.size() == this.layout.fileSizeBytes();
		}
		catch (IOException ex) {
			// it cannot be looked at, so it is better not touched
			return false;
		}
	}

	static PosixFileAttributes attributes(Path path) throws IOException {
		return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
	}

	/**
	 * The bytes of the file.
	 * @return its memory
	 */
	public RingMemory memory() {
		return this.memory;
	}

	/**
	 * Where everything lies.
	 * @return the layout
	 */
	public RingLayout layout() {
		return this.layout;
	}

	/**
	 * What the file says of itself.
	 * @return the header
	 */
	public RingHeader header() {
		return this.header;
	}

	/**
	 * The ring's directory, where its lock files are.
	 * @return an absolute path
	 */
	public Path directory() {
		return Objects.requireNonNull(this.path.getParent());
	}

	/**
	 * The file.
	 * @return an absolute path
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * What tells the file from another of the same name: device and inode.
	 * @return the key, or null where the file system has none
	 */
	public @Nullable Object fileKey() {
		return this.attributes.fileKey();
	}

	private static <T> @Nullable T call(String operation, RingFileSpec spec, Step<T> step) {
		try {
			return UninterruptedIo.call(step::run);
		}
		catch (AccessDeniedException ex) {
			throw FilePermissions.denied((ex.getFile() != null) ? Path.of(ex.getFile()) : spec.path(), ex);
		}
		catch (IOException ex) {
			if (OpenFiles.areExhausted()) {
				throw RingLimitException.openFiles(spec.path().toString(), OpenFiles.limit(), ex);
			}
			throw new RingException(spec.path().toString(),
					"cannot %s ring %s: error=%s (expected: none); look at the file system".formatted(operation,
							spec.path(), ex),
					ex);
		}
	}

	/** A part of the work that may fail as files do. */
	private interface Step<T> {

		@Nullable T run() throws IOException;

	}

}
