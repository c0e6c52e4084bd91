package io.mmapring.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

import io.mmapring.error.RingFormatException;

/**
 * Refuses file systems that machines share, or that a program of its own stands for: what
 * one process stores in mapped memory there another one may see late or never, and locks
 * may be nobody's. A ring on them would work in a test and lose events in earnest.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class FileSystemCheck {

	/** Refuses those that are known to be unfit. */
	public static final FileSystemCheck LOCAL = new FileSystemCheck(
			(directory) -> Files.getFileStore(directory).type());

	/** Refuses none. */
	public static final FileSystemCheck NONE = new FileSystemCheck((directory) -> "");

	private static final Set<String> UNFIT = Set.of("9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs",
			"drvfs", "fuse", "gfs2", "glusterfs", "gpfs", "lustre", "ncpfs", "ocfs2", "orangefs", "prl_fs", "pvfs2",
			"smb2", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs", "webdav");

	private static final String NFS = "nfs";

	private static final String FUSE = "fuse.";

	/** Of containers without root: it hands its files on to a local file system. */
	private static final String FUSE_OVERLAY = FUSE + "fuse-overlayfs";

	private final TypeReader reader;

	FileSystemCheck(TypeReader reader) {
		this.reader = reader;
	}

	/**
	 * Check the file system of a directory. One whose type cannot be found out is
	 * accepted.
	 * @param directory the directory
	 * @throws RingFormatException if it is unfit
	 */
	void check(Path directory) {
		String type;
		try {
			type = this.reader.type(directory).toLowerCase(Locale.ROOT);
		}
		catch (IOException | SecurityException | UnsupportedOperationException ex) {
			// a mount that this process cannot see, as in some containers: no reason to
			// stop
			return;
		}
		if (isUnfit(type)) {
			throw new RingFormatException(directory, "fileSystem", type,
					"one of this machine alone, such as tmpfs, ext4 or xfs",
					"choose another directory, for example in /dev/shm; if no other machine uses this one and its files can be mapped, say allowNetworkFileSystem");
		}
	}

	private static boolean isUnfit(String type) {
		return UNFIT.contains(type) || type.startsWith(NFS) || (type.startsWith(FUSE) && !type.equals(FUSE_OVERLAY));
	}

	/** Finds out the type of a file system. */
	@FunctionalInterface
	interface TypeReader {

		String type(Path directory) throws IOException;

	}

}
