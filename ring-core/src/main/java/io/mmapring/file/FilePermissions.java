package io.mmapring.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.Check;
import io.mmapring.error.RingAccessException;

/**
 * Who may use a ring: its owner alone (directory 0700, files 0600), or the owner and a
 * group (directory 0770 whose files belong to its group, files 0660). Nobody else ever
 * may.
 * <p>
 * Threads: safe for any number of threads.
 *
 * @param groupAccess whether the group may use the ring as the owner does
 * @param group the group that new files are given to, or null to leave it
 * @param owner who must own the files, or null for the user of this process
 */
public record FilePermissions(boolean groupAccess, @Nullable String group, @Nullable String owner) {

	/** The owner alone. */
	public static final FilePermissions OWNER_ONLY = new FilePermissions(false, null, null);

	private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

	private static final Set<PosixFilePermission> GROUP_FILE = PosixFilePermissions.fromString("rw-rw----");

	private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");

	/**
	 * The extra bit makes new lock files belong to the directory's group, whoever makes
	 * them.
	 */
	private static final int GROUP_DIRECTORY_MODE = 02770;

	/**
	 * Check that a group is named only where it has a meaning.
	 * @param groupAccess whether the group may use the ring as the owner does
	 * @param group the group that new files are given to, or null to leave it
	 * @param owner who must own the files, or null for the user of this process
	 */
	public FilePermissions {
		Check.that(groupAccess || group == null, "group", String.valueOf(group), "none where the group has no access");
	}

	/**
	 * Permissions from a file mode.
	 * @param mode {@code rw-------} or {@code 0600} for the owner alone,
	 * {@code rw-rw----} or {@code 0660} for owner and group
	 * @return the permissions
	 * @throws IllegalArgumentException for any other mode
	 */
	public static FilePermissions of(String mode) {
		return switch (mode) {
			case "rw-------", "0600", "600" -> OWNER_ONLY;
			case "rw-rw----", "0660", "660" -> new FilePermissions(true, null, null);
			default -> throw new IllegalArgumentException(
					"mode='" + mode + "' (expected: rw------- or rw-rw----, since all who use a ring write to it)");
		};
	}

	/**
	 * The same with a group that has access.
	 * @param group the group's name
	 * @return the permissions
	 */
	public FilePermissions withGroup(String group) {
		return new FilePermissions(true, group, this.owner);
	}

	/**
	 * The same with another owner to be expected when opening.
	 * @param owner the user's name
	 * @return the permissions
	 */
	public FilePermissions withOwner(String owner) {
		return new FilePermissions(this.groupAccess, this.group, owner);
	}

	/**
	 * Permissions of a new lock file: those who may use its directory may use it.
	 * @param directory the ring's directory
	 * @return the permissions to set, after creation too, since a umask may have taken
	 * some
	 * @throws IOException if the directory cannot be looked at
	 */
	public static Set<PosixFilePermission> ofLockFilesIn(Path directory) throws IOException {
		boolean group = Files.getPosixFilePermissions(directory).contains(PosixFilePermission.GROUP_WRITE);
		return group ? GROUP_FILE : OWNER_FILE;
	}

	Set<PosixFilePermission> file() {
		return this.groupAccess ? GROUP_FILE : OWNER_FILE;
	}

	/**
	 * Create a directory that only its owner may use, unless something is there already.
	 */
	static void createDirectory(Path directory) throws IOException {
		try {
			Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
		}
		catch (FileAlreadyExistsException ex) {
			// whoever made it: its kind, owner and mode are looked at before it is used
		}
	}

	void applyToDirectory(Path directory) throws IOException {
		applyGroup(directory);
		if (this.groupAccess) {
			Files.setAttribute(directory, "unix:mode", GROUP_DIRECTORY_MODE);
		}
	}

	void applyToFile(Path file) throws IOException {
		applyGroup(file);
		Files.setPosixFilePermissions(file, file());
	}

	private void applyGroup(Path path) throws IOException {
		String group = this.group;
		if (group != null) {
			GroupPrincipal principal = users().lookupPrincipalByGroupName(group);
			Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
				.setGroup(principal);
		}
	}

	UserPrincipal expectedOwner() throws IOException {
		String owner = this.owner;
		return (owner != null) ? users().lookupPrincipalByName(owner) : me();
	}

	/**
	 * The user of this process; from the kernel where it says so, since a container's
	 * user often has no name.
	 */
	static UserPrincipal me() throws IOException {
		Path self = Path.of("/proc/self");
		return Files.exists(self) ? Files.getOwner(self)
				: users().lookupPrincipalByName(System.getProperty("user.name"));
	}

	static RingAccessException denied(Path path, IOException cause) {
		return refused(path, "read and write access to " + path + " for user " + userName(),
				"run as its owner, give the ring's group access in all processes, or choose another directory", cause);
	}

	static String userName() {
		try {
			return me().getName();
		}
		catch (IOException ex) {
			return System.getProperty("user.name");
		}
	}

	// names who owns what is in the way, which may be a directory above
	static RingAccessException refused(Path path, String expected, String action, @Nullable IOException cause) {
		Path seen = path;
		while (seen.getParent() != null && unreadable(seen)) {
			seen = seen.getParent();
		}
		String owner = "unknown";
		String mode = "unknown";
		try {
			PosixFileAttributes attributes = Files.readAttributes(seen, PosixFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			owner = attributes.owner().getName();
			mode = PosixFilePermissions.toString(attributes.permissions());
		}
		catch (IOException ex) {
			return new RingAccessException(seen, owner, mode, expected, action, (cause != null) ? cause : ex);
		}
		return (cause != null) ? new RingAccessException(seen, owner, mode, expected, action, cause)
				: new RingAccessException(seen, owner, mode, expected, action);
	}

	private static boolean unreadable(Path path) {
		try {
			Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	private static UserPrincipalLookupService users() {
		return FileSystems.getDefault().getUserPrincipalLookupService();
	}

}
