package io.mmapring.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells from the kernel's list who holds a lock, for messages only: by the inode alone,
 * since some file systems show other device numbers there.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class LockHolder {

	private static final Path LOCKS = Path.of("/proc/locks");

	private static final int PID = 4;

	private LockHolder() {
	}

	static String of(Path lockFile) {
		try {
			long pid = find(lockFile);
			return (pid != 0) ? "probably process " + pid : "a process that this one cannot see";
		}
		catch (IOException | UnsupportedOperationException | IllegalArgumentException ex) {
			return "a process that the kernel does not name";
		}
	}

	/**
	 * Probably the process that holds a lock; opens nothing but the kernel's list.
	 * @param lockFile the lock file
	 * @return its number, or 0 if nobody that can be seen from here holds it
	 */
	public static long pid(Path lockFile) {
		try {
			return find(lockFile);
		}
		catch (IOException | UnsupportedOperationException | IllegalArgumentException ex) {
			return 0;
		}
	}

	private static long find(Path lockFile) throws IOException {
		String inode = ":" + Files.getAttribute(lockFile, "unix:ino") + " ";
		List<String> lines = Files.readAllLines(LOCKS);
		for (String line : lines) {
			// 1: POSIX ADVISORY WRITE 4711 00:2d:131 0 EOF; waiting ones have an
			// arrow
			if (line.contains(inode) && !line.contains("->")) {
				return Long.parseLong(line.trim().split("\\s+", -1)[PID]);
			}
		}
		return 0;
	}

}
