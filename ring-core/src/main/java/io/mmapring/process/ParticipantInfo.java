package io.mmapring.process;

import java.time.Instant;

/**
 * One look at a participant's entry.
 *
 * @param id its number
 * @param state name of its state: ATTACHING, LIVE or DEAD
 * @param pid number of its process
 * @param startTime start of its process, in clock ticks since boot
 * @param pidNamespace inode of its process's pid namespace
 * @param application name of its application
 * @param attachedMs when it attached, in milliseconds since 1970
 * @param heartbeat a count that moves while its process runs
 * @param blocked claims that had to wait because the ring was full
 * @param blockedNs time it waited for a full ring, in nanoseconds
 * @param dropped events it dropped because the ring was full
 * @param abandoned slots it claimed and abandoned
 * @param repaired slots of its claims that others have given up since it is dead
 */
public record ParticipantInfo(int id, String state, long pid, long startTime, long pidNamespace, String application,
		long attachedMs, long heartbeat, long blocked, long blockedNs, long dropped, long abandoned, long repaired) {

	/**
	 * The process that the participant belongs to.
	 * @return its identity
	 */
	public ProcessIdentity process() {
		return new ProcessIdentity(this.pid, this.startTime, this.pidNamespace);
	}

	/**
	 * The participant in words, for messages.
	 * @return for example
	 * {@code process 4711 (application 'orders', participant 3, since 2026-05-01T10:00:00Z)}
	 */
	@Override
	public String toString() {
		return "process %d (application '%s', participant %d, since %s)".formatted(this.pid, this.application, this.id,
				Instant.ofEpochMilli(this.attachedMs));
	}

}
