package io.mmapring.error;

import java.util.List;

/** A limit was met: a table of the ring file is full, or this process has no more. */
public final class RingLimitException extends RingException {

	private static final long serialVersionUID = 1L;

	private final int limit;

	private final String action;

	private RingLimitException(String ring, String message, int limit, String action) {
		super(ring, message + "; " + action);
		this.limit = limit;
		this.action = action;
	}

	/**
	 * All entries of the group table are taken.
	 * @param ring the ring
	 * @param limit how many there are
	 * @param group the group that has no room
	 * @param groups the groups that there are
	 * @return the exception
	 */
	public static RingLimitException groups(String ring, int limit, String group, List<String> groups) {
		return new RingLimitException(ring,
				"cannot add group '%s' to ring '%s': groups=%d, %s (expected: fewer than the ring's limit of %d)"
					.formatted(group, ring, groups.size(), String.join(", ", groups), limit),
				limit,
				"let listeners share a group, or remove the ring while no process has it open and create it with a larger maxGroups (ring.rings.<name>.max-groups), at most 64");
	}

	/**
	 * All participant numbers are taken by living processes.
	 * @param ring the ring
	 * @param limit how many there are
	 * @param holders who has them, in words
	 * @return the exception
	 */
	public static RingLimitException participants(String ring, int limit, String holders) {
		return new RingLimitException(ring,
				"cannot attach to ring '%s': participants=%d, all alive: %s (expected: fewer than the limit of %d)"
					.formatted(ring, limit, holders, limit),
				limit, "close the ring in some of them; a process that opens it once takes one number");
	}

	/**
	 * All entries of the type table are taken.
	 * @param ring the ring
	 * @param limit how many there are
	 * @param type the type that has no room
	 * @return the exception
	 */
	public static RingLimitException types(String ring, int limit, String type) {
		return new RingLimitException(ring,
				"cannot add type %s to ring '%s': types=%d (expected: fewer than the ring's limit of %d)"
					.formatted(type, ring, limit, limit),
				limit, "use fewer types of events, or remove the ring while no process has it open");
	}

	/**
	 * This process has as many files open as it may.
	 * @param path what could not be opened
	 * @param limit how many it may have, 0 if unknown
	 * @param cause what the operating system said
	 * @return the exception
	 */
	public static RingLimitException openFiles(String path, int limit, Throwable cause) {
		RingLimitException exception = new RingLimitException(path,
				"cannot open %s: open files=as many as this process may have (expected: fewer than its limit of %s)"
					.formatted(path, (limit > 0) ? limit : "unknown number"),
				limit, "find out what leaves files open, or raise the limit (ulimit -n; of a service: LimitNOFILE)");
		exception.initCause(cause);
		return exception;
	}

	/**
	 * A type's name or layout is too long for the file.
	 * @param ring the ring
	 * @param id the type number
	 * @param what what is too long
	 * @param length its length in bytes
	 * @param limit the most that there is room for
	 * @return the exception
	 */
	public static RingLimitException typeText(String ring, int id, String what, int length, int limit) {
		return new RingLimitException(
				ring, "cannot add type %d to ring '%s': length of its %s=%d bytes (expected: at most %d)".formatted(id,
						ring, what, length, limit),
				limit, "use shorter names or fewer components, or send it as bytes");
	}

	/**
	 * A group wants more shards than a group of the ring can have.
	 * @param ring the ring
	 * @param group the group
	 * @param shards how many it wants
	 * @param limit how many there can be
	 * @return the exception
	 */
	public static RingLimitException shards(String ring, String group, int shards, int limit) {
		return new RingLimitException(ring,
				"cannot add group '%s' to ring '%s': shards=%d (expected: 1 to the ring's limit of %d)".formatted(group,
						ring, shards, limit),
				limit, "use fewer shards");
	}

	/**
	 * The limit that was met.
	 * @return how many there may be; 0 if unknown
	 */
	public int limit() {
		return this.limit;
	}

	/**
	 * What to do.
	 * @return the end of the message
	 */
	public String action() {
		return this.action;
	}

}
