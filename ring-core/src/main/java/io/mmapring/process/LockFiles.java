package io.mmapring.process;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Opens lock files, and finds out what this JVM has open without opening anything: the
 * kernel drops all locks of a process on a file as soon as it closes <i>any</i>
 * descriptor of that file.
 */
final class LockFiles {

	/**
	 * Everything that opens, locks or closes a lock file holds this monitor. A literal,
	 * so that it is one object for all class loaders of the JVM. Its text is part of the
	 * protocol: two versions of the library may be loaded side by side.
	 */
	static final String MONITOR = "io.mmapring: lock files";

	private static final File DESCRIPTORS = new File("/proc/self/fd");

	/**
	 * Referenced from here, since the garbage collector closes a channel nobody refers
	 * to.
	 */
	private static final Set<FileChannel> KEPT = new HashSet<>();

	private LockFiles() {
	}

	/**
	 * Open a lock file for an exclusive lock. If need be it is created, with the
	 * permissions and the group of the ring's data file. Under the monitor.
	 * @param file the lock file
	 * @return the open file
	 */
	static FileChannel open(Path file) throws IOException {
		Set<OpenOption> options = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
		if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
			create(file);
		}
		return FileChannel.open(file, options);
	}

	/**
	 * Open a lock file for a look at who has locked it. Under the monitor.
	 * @param file the lock file
	 * @return the open file
	 */
	static FileChannel openToProbe(Path file) throws IOException {
		return FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
	}

	/**
	 * Keep a channel open until it is {@link #close closed}. Under the monitor.
	 * @param channel the channel
	 */
	static void keep(FileChannel channel) {
		KEPT.add(channel);
	}

	/**
	 * Close a channel, and with it the lock.
	 * @param channel the channel
	 */
	static void close(FileChannel channel) throws IOException {
		synchronized (MONITOR) {
			KEPT.remove(channel);
			channel.close();
		}
	}

	private static void create(Path file) throws IOException {
		PosixFileAttributeView view = Files.getFileAttributeView(file.resolveSibling("ring.dat"),
				PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
		PosixFileAttributes ring = (view != null && Files.exists(file.resolveSibling("ring.dat")))
				? view.readAttributes() : null;
		Set<PosixFilePermission> permissions = (ring != null) ? ring.permissions()
				: PosixFilePermissions.fromString("rw-------");
		try {
			if (view == null) {
				Files.createFile(file);
				return;
			}
			Files.createFile(file, PosixFilePermissions.asFileAttribute(permissions));
		}
		catch (FileAlreadyExistsException ex) {
			// another process was quicker, which is as good
			return;
		}
		PosixFileAttributeView created = Files.getFileAttributeView(file, PosixFileAttributeView.class,
				LinkOption.NOFOLLOW_LINKS);
		if (ring != null && !created.readAttributes().group().equals(ring.group())) {
			created.setGroup(ring.group());
		}
		// again, since the process's umask took some away
		created.setPermissions(permissions);
	}

	/**
	 * Whether any descriptor of this JVM is open on a file, of whichever class loader.
	 * @param file the lock file
	 * @return {@code false} also where {@code /proc} does not tell
	 */
	static boolean isOpenHere(Path file) {
		return descriptor(file) != null;
	}

	/**
	 * Whether this JVM holds a lock on a file, by the kernel's word.
	 * @param file the lock file
	 * @return {@code null} where {@code /proc} does not tell
	 */
	static @Nullable Boolean isLockedHere(Path file) {
		if (!DESCRIPTORS.exists()) {
			return null;
		}
		for (String descriptor : descriptors(file)) {
			if (showsLock(descriptor)) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable String descriptor(Path file) {
		List<String> descriptors = descriptors(file);
		return descriptors.isEmpty() ? null : descriptors.get(0);
	}

	private static List<String> descriptors(Path file) {
		String[] all = DESCRIPTORS.list();
		Object key = key(file);
		if (all == null || key == null) {
			return List.of();
		}
		List<String> found = new ArrayList<>();
		String name = String.valueOf(file.getFileName());
		for (String descriptor : all) {
			Path link = DESCRIPTORS.toPath().resolve(descriptor);
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
	 * Not {@code /proc/locks}: its device numbers are not those of {@code stat} on
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
