package io.mmapring.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mmapring.file.FilePermissions;
import io.mmapring.file.OpenFiles;

/**
 * Opens lock files, and finds out what this JVM has open without opening anything: the
 * kernel drops all locks of a process on a file as soon as it closes <i>any</i>
 * descriptor of that file.
 */
final class LockFiles {

	/**
	 * Everything that opens, locks or closes a lock file holds this monitor. A literal,
	 * so that it is one object for all class loaders of the JVM, whatever path leads to
	 * the file. Its text must never change: two versions of the library may be loaded
	 * side by side.
	 */
	static final String MONITOR = "io.mmapring: lock files";

	private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

	/**
	 * Referenced from here, since the garbage collector closes a channel that nobody
	 * refers to.
	 */
	private static final Map<Path, FileChannel> KEPT = new HashMap<>();

	private LockFiles() {
	}

	/**
	 * Open a lock file, and create it if need be. Under the monitor.
	 * @param file the lock file
	 * @return the open file
	 */
	static FileChannel open(Path file) throws IOException {
		FileChannel kept = KEPT.get(file);
		if (kept != null) {
			return kept;
		}
		if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
			create(file);
		}
		return FileChannel.open(file,
				Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
	}

	/**
	 * Keep a channel open until it is released. Under the monitor.
	 * @param file the lock file
	 * @param channel the open file
	 */
	static void keep(Path file, FileChannel channel) {
		KEPT.put(file, channel);
	}

	/**
	 * Close a file, and with it drop the lock.
	 * @param file the lock file
	 */
	static void release(Path file) throws IOException {
		synchronized (MONITOR) {
			FileChannel channel = KEPT.remove(file);
			if (channel != null) {
				channel.close();
			}
		}
	}

	private static void create(Path file) throws IOException {
		Set<PosixFilePermission> permissions = FilePermissions
			.ofLockFilesIn(Objects.requireNonNull(file.getParent(), "the ring's directory"));
		try {
			Files.createFile(file, PosixFilePermissions.asFileAttribute(permissions));
			// again, since the process's umask took some away
			Files.setPosixFilePermissions(file, permissions);
		}
		catch (FileAlreadyExistsException ex) {
			// another process was quicker, which is as good
		}
	}

	/**
	 * Whether any descriptor of this JVM is open on a file, of whichever class loader.
	 * Reads the links of all its descriptors.
	 * @param file the lock file
	 * @return {@code false} also where {@code /proc} does not tell
	 */
	static boolean isOpenHere(Path file) {
		return !descriptors(file).isEmpty();
	}

	/**
	 * The descriptor by which this JVM holds a lock on a file, by the kernel's word.
	 * @param file the lock file
	 * @return its number, or {@code null} if it holds none or {@code /proc} does not tell
	 */
	static @Nullable String lockedDescriptor(Path file) {
		for (String descriptor : descriptors(file)) {
			if (showsLock(descriptor)) {
				return descriptor;
			}
		}
		return null;
	}

	/**
	 * Whether a descriptor still holds a lock on the file that others see under a path.
	 * @param descriptor its number
	 * @param file the lock file
	 * @return whether the kernel says so
	 */
	static boolean isLocked(String descriptor, Path file) {
		Object key = key(file);
		boolean isThere = key != null && key.equals(key(DESCRIPTORS.resolve(descriptor)));
		// where no file can be opened, the kernel cannot be asked
		return isThere && (showsLock(descriptor) || OpenFiles.areExhausted());
	}

	private static List<String> descriptors(Path file) {
		String[] all = DESCRIPTORS.toFile().list();
		Object key = key(file);
		if (all == null || key == null) {
			return List.of();
		}
		List<String> found = new ArrayList<>();
		String name = String.valueOf(file.getFileName());
		for (String descriptor : all) {
			Path link = DESCRIPTORS.resolve(descriptor);
			// the name first: to ask a file system for its file may block
			if (name.equals(nameOf(link)) && key.equals(key(link))) {
				found.add(descriptor);
			}
		}
		return found;
	}

	private static @Nullable String nameOf(Path link) {
		try {
			Path name = Files.readSymbolicLink(link).getFileName();
			return (name != null) ? name.toString() : null;
		}
		catch (IOException ex) {
			// closed since it was listed
			return null;
		}
	}

	private static @Nullable Object key(Path file) {
		try {
			return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Not by {@code /proc/locks}: its device numbers are not those of {@code stat} on
	 * overlay and btrfs file systems.
	 * @param descriptor its number
	 * @return whether the kernel lists a lock that was set with it
	 */
	private static boolean showsLock(String descriptor) {
		try (FileInputStream in = new FileInputStream("/proc/self/fdinfo/" + descriptor)) {
			String info = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
			return info.lines().anyMatch((line) -> line.startsWith("lock:"));
		}
		catch (IOException ex) {
			return false;
		}
	}

}
