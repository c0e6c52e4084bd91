package io.mmapring.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells from the kernel's list who holds a lock, for messages only: by the inode alone,
 * since some file systems show other device numbers there.
 */
final class LockHolder {

	private static final Path LOCKS = Path.of("/proc/locks");

	private LockHolder() {
	}

	static String of(Path lockFile) {
		try {
			String inode = ":" + Files.getAttribute(lockFile, "unix:ino") + " ";
			List<String> lines = Files.readAllLines(LOCKS);
			for (String line : lines) {
				// 1: POSIX ADVISORY WRITE 4711 00:2d:131 0 EOF; waiting ones have an
				// arrow
				if (line.contains(inode) && !line.contains("->")) {
					return "probably process " + line.trim().split("\\s+", -1)[4];
				}
			}
		}
		catch (IOException | UnsupportedOperationException | IllegalArgumentException ex) {
			return "a process that the kernel does not name";
		}
		return "a process that this one cannot see";
	}

}
