package io.mmapring.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;

import io.mmapring.error.RingAccessException;
import io.mmapring.error.RingException;

/**
 * Where rings lie if nothing else is said.
 * <p>
 * Threads: safe for any number of threads. Processes: safe for any number of processes.
 */
public final class RingDirectories {

	private static final Path SHARED_MEMORY = Path.of("/dev/shm");

	private RingDirectories() {
	}

	/**
	 * The directory for this user's rings: {@code ring-<user>} in {@code /dev/shm}, which
	 * is memory, or in the directory for temporary files where there is no such. It is
	 * created if missing, for the user alone.
	 * @return an absolute path
	 * @throws RingAccessException if it belongs to somebody else or everybody may write
	 * to it
	 * @throws RingException if it cannot be created
	 */
	public static Path defaultParent() {
		return parentIn(SHARED_MEMORY, Path.of(System.getProperty("java.io.tmpdir")));
	}

	/**
	 * Where {@link #defaultParent} is or would be, without looking at it or creating it.
	 * @return an absolute path
	 * @throws RingException if this user has no name
	 */
	public static Path defaultParentPath() {
		Path base = base(SHARED_MEMORY, Path.of(System.getProperty("java.io.tmpdir")));
		try {
			return parentIn(base);
		}
		catch (IOException ex) {
			throw new RingException(base.toString(),
					"cannot tell the directory for rings in %s: error=%s (expected: none); name the directory"
						.formatted(base, ex),
					ex);
		}
	}

	private static Path base(Path sharedMemory, Path temporary) {
		boolean usable = Files.isDirectory(sharedMemory) && Files.isWritable(sharedMemory);
		return (usable ? sharedMemory : temporary).toAbsolutePath();
	}

	private static Path parentIn(Path base) throws IOException {
		return base.resolve("ring-" + FilePermissions.me().getName());
	}

	static Path parentIn(Path sharedMemory, Path temporary) {
		Path base = base(sharedMemory, temporary);
		try {
			Path parent = parentIn(base);
			FilePermissions.createDirectory(parent);
			check(parent);
			return parent;
		}
		catch (IOException ex) {
			throw new RingException(base.toString(),
					"cannot create a directory for rings in %s: error=%s (expected: none); configure another directory"
						.formatted(base, ex),
					ex);
		}
	}

	private static void check(Path parent) throws IOException {
		PosixFileAttributes attributes = Files.readAttributes(parent, PosixFileAttributes.class,
				LinkOption.NOFOLLOW_LINKS);
		boolean mine = attributes.owner().equals(FilePermissions.me());
		boolean open = attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
		if (!attributes.isDirectory() || !mine || open) {
			throw new RingAccessException(parent, attributes.owner().getName(),
					PosixFilePermissions.toString(attributes.permissions()),
					"a directory of " + FilePermissions.me().getName() + " that nobody else may write to",
					"remove it if it is not in use, or configure another directory");
		}
	}

}
