package io.mmapring.file;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many files this process may have open, and whether it has them.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class OpenFiles {

	private static final Pattern LIMIT = Pattern.compile("Max open files +(\\d+)");

	/** Read while a file can still be opened. */
	private static final int MOST = readLimit();

	private OpenFiles() {
	}

	/**
	 * How many files this process may have open.
	 * @return the number when the first ring was opened, or 0 if unknown
	 */
	public static int limit() {
		return MOST;
	}

	/**
	 * Whether no file can be opened, whatever its name. Opens one that is always there:
	 * the words of an error depend on the user's language. Does not block.
	 * @return whether this process has as many files open as it may
	 */
	public static boolean areExhausted() {
		try (FileInputStream any = new FileInputStream("/dev/null")) {
			return any.read() >= 0;
		}
		catch (IOException ex) {
			return true;
		}
	}

	private static int readLimit() {
		try {
			Matcher limit = LIMIT.matcher(Files.readString(Path.of("/proc/self/limits"), StandardCharsets.ISO_8859_1));
			return limit.find() ? Integer.parseInt(limit.group(1)) : 0;
		}
		catch (IOException | NumberFormatException ex) {
			// no /proc, or more than anybody can count
			return 0;
		}
	}

}
