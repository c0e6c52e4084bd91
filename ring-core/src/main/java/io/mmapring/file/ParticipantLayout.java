package io.mmapring.file;

/**
 * Where everything lies in an entry of the participant table. Offsets are those from the
 * start of the entry, in bytes.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class ParticipantLayout {

	/** Start of the participant table in the file. */
	public static final int START = 2 * RingLayout.PAGE;

	/** Size of an entry. */
	public static final int SIZE = 256;

	/**
	 * State of a participant; a long. See {@code io.mmapring.process.Participants}.
	 */
	public static final int STATE = 0;

	/** Number of the process, in its own pid namespace; a long. */
	public static final int PID = 8;

	/**
	 * Start of the process in clock ticks since boot, as the kernel says: tells a
	 * recycled pid.
	 */
	public static final int START_TIME = 16;

	/** Inode of the process's pid namespace: pids mean something only within one. */
	public static final int PID_NAMESPACE = 24;

	/**
	 * When the participant attached, in milliseconds since 1970, by its own clock; for
	 * reports.
	 */
	public static final int ATTACHED_MS = 32;

	/** Length of the application's name in bytes (int), then its UTF-8 bytes. */
	public static final int NAME = 40;

	/** Most bytes of an application's name. */
	public static final int NAME_BYTES = 80;

	/** Moves while the participant's keeper thread runs. */
	public static final int HEARTBEAT = RingLayout.SPACING;

	/** Claims that had to wait because the ring was full. */
	public static final int BLOCKED = RingLayout.SPACING + 8;

	/** Time spent waiting for a full ring, in nanoseconds. */
	public static final int BLOCKED_NS = RingLayout.SPACING + 16;

	/** Events dropped by the policy for a full ring. */
	public static final int DROPPED = RingLayout.SPACING + 24;

	/** Slots that the participant claimed and abandoned. */
	public static final int ABANDONED = RingLayout.SPACING + 32;

	/**
	 * Slots of the participant that others have given up since it is dead. Added to by
	 * repairers; opaque.
	 */
	public static final int REPAIRED = RingLayout.SPACING + 40;

	private ParticipantLayout() {
	}

	/**
	 * Offset of a participant's entry.
	 * @param participant its number, from 1
	 * @return the offset in bytes
	 */
	public static int entry(int participant) {
		return START + participant * SIZE;
	}

}
