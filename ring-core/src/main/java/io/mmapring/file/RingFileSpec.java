package io.mmapring.file;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.Check;

/**
 * Which ring file to open, and what must be true of it.
 * <p>
 * Threads: safe for any number of threads.
 *
 * @param parent the directory in which the ring's directory lies
 * @param name name of the ring and of its directory
 * @param permissions who may use it
 * @param preTouch whether to touch each page at the start, so that no page fault comes
 * later
 * @param afterReboot what becomes of a file from before the last boot
 * @param fileSystems which file systems are refused
 * @param expected what the file must be like
 */
public record RingFileSpec(Path parent, String name, FilePermissions permissions, boolean preTouch,
		AfterReboot afterReboot, FileSystemCheck fileSystems, Expected expected) {

	/** Longest name, in characters. */
	public static final int NAME_LIMIT = 64;

	private static final String NAME_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0," + (NAME_LIMIT - 1) + "}";

	/**
	 * Check the name.
	 * @param parent the directory in which the ring's directory lies
	 * @param name name of the ring and of its directory
	 * @param permissions who may use it
	 * @param preTouch whether to touch each page at the start
	 * @param afterReboot what becomes of a file from before the last boot
	 * @param fileSystems which file systems are refused
	 * @param expected what the file must be like
	 */
	public RingFileSpec {
		Check.that(isName(name), "name", name,
				"letters, digits, '.', '-', '_', beginning with a letter or digit, at most " + NAME_LIMIT
						+ " characters");
		parent = parent.toAbsolutePath().normalize();
	}

	/**
	 * A ring of this user, whatever its geometry.
	 * @param parent the directory in which the ring's directory lies
	 * @param name name of the ring
	 * @return what to open
	 * @throws IllegalArgumentException if it is no name for a ring
	 */
	public static RingFileSpec of(Path parent, String name) {
		return new RingFileSpec(parent, name, FilePermissions.OWNER_ONLY, false, AfterReboot.DISCARD,
				FileSystemCheck.LOCAL, Expected.NOTHING);
	}

	/**
	 * The same with other permissions.
	 * @param permissions who may use the ring
	 * @return what to open
	 */
	public RingFileSpec withPermissions(FilePermissions permissions) {
		return new RingFileSpec(this.parent, this.name, permissions, this.preTouch, this.afterReboot, this.fileSystems,
				this.expected);
	}

	/**
	 * The same, with or without touching each page at the start.
	 * @param preTouch whether to touch
	 * @return what to open
	 */
	public RingFileSpec withPreTouch(boolean preTouch) {
		return new RingFileSpec(this.parent, this.name, this.permissions, preTouch, this.afterReboot, this.fileSystems,
				this.expected);
	}

	/**
	 * The same with other file systems.
	 * @param fileSystems which ones are refused
	 * @return what to open
	 */
	public RingFileSpec withFileSystems(FileSystemCheck fileSystems) {
		return new RingFileSpec(this.parent, this.name, this.permissions, this.preTouch, this.afterReboot, fileSystems,
				this.expected);
	}

	/**
	 * The same with another policy for files from before the last boot.
	 * @param afterReboot the policy
	 * @return what to open
	 */
	public RingFileSpec withAfterReboot(AfterReboot afterReboot) {
		return new RingFileSpec(this.parent, this.name, this.permissions, this.preTouch, afterReboot, this.fileSystems,
				this.expected);
	}

	/**
	 * The same with other expectations.
	 * @param expected what the file must be like
	 * @return what to open
	 */
	public RingFileSpec withExpected(Expected expected) {
		return new RingFileSpec(this.parent, this.name, this.permissions, this.preTouch, this.afterReboot,
				this.fileSystems, expected);
	}

	/**
	 * The ring's directory.
	 * @return its path
	 */
	public Path directory() {
		return this.parent.resolve(this.name);
	}

	/**
	 * The ring file.
	 * @return its path
	 */
	public Path path() {
		return directory().resolve(RingFile.FILE_NAME);
	}

	static boolean isName(String name) {
		return name.matches(NAME_FORM);
	}

	/**
	 * What was configured and so must be true of the file; null where nothing was.
	 *
	 * @param slots number of slots
	 * @param slotSizeBytes size of one slot, in bytes
	 * @param singleProducer whether there is one producer at a time
	 * @param overwriteWithoutGroups whether producers pass the oldest events as long as
	 * there is no group
	 * @param evictAfterMs how long a group may hold producers back without moving before
	 * it is put out, in milliseconds; 0 for ever
	 * @param headers room for headers of events
	 * @param maxGroups how many groups it may have
	 */
	public record Expected(@Nullable Integer slots, @Nullable Integer slotSizeBytes, @Nullable Boolean singleProducer,
			@Nullable Boolean overwriteWithoutGroups, @Nullable Long evictAfterMs, @Nullable HeaderRoom headers,
			@Nullable Integer maxGroups) {

		/** Whatever the file says. */
		public static final Expected NOTHING = new Expected(null, null, null, null, null, null, null);

		/**
		 * All that is in a geometry.
		 * @param geometry the geometry
		 * @return what must be true
		 */
		public static Expected of(RingGeometry geometry) {
			return new Expected(geometry.slots(), geometry.slotSizeBytes(), geometry.singleProducer(),
					geometry.overwriteWithoutGroups(), null, geometry.headers(), geometry.maxGroups());
		}

	}

}
