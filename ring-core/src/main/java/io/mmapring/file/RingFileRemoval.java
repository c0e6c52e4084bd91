package io.mmapring.file;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import io.mmapring.error.RingException;

/**
 * Removes a ring that nobody has open.
 */
public final class RingFileRemoval {

	/** The data file, what is left of others, lock files and doorbells. */
	private static final Pattern OWN = Pattern
		.compile("ring\\.dat(\\.(tmp|reboot)-.*)?|p-\\d{3}\\.(lock|bell)|g-\\d{2}-\\d{2}\\.lock|producer\\.lock");

	private RingFileRemoval() {
	}

	/**
	 * Remove all files of a ring, the data file first, and its directory if nothing else
	 * is in it. The caller holds the admin lock, and knows that nobody has the ring open.
	 * @param directory the ring's directory
	 * @return whether the directory is gone too
	 * @throws RingException if a file cannot be removed
	 */
	public static boolean remove(Path directory) {
		try {
			Files.deleteIfExists(directory.resolve(RingFile.FILE_NAME));
			for (Path file : own(directory)) {
				Files.deleteIfExists(file);
			}
			// the last: whoever waits for it finds that it was removed
			Files.deleteIfExists(directory.resolve(AdminLock.FILE_NAME));
			return removed(directory);
		}
		catch (IOException ex) {
			throw new RingException(directory.toString(),
					"cannot remove ring %s: error=%s (expected: none); look at the file system".formatted(directory,
							ex),
					ex);
		}
	}

	private static List<Path> own(Path directory) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory,
				(file) -> OWN.matcher(String.valueOf(file.getFileName())).matches())) {
			return StreamSupport.stream(files.spliterator(), false).toList();
		}
	}

	private static boolean removed(Path directory) throws IOException {
		try {
			Files.delete(directory);
			return true;
		}
		catch (DirectoryNotEmptyException ex) {
			// something that is not the ring's
			return false;
		}
	}

}
