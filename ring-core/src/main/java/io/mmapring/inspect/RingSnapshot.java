package io.mmapring.inspect;

import java.util.List;
import java.util.Optional;

import io.mmapring.process.ParticipantInfo;

/**
 * One look at a ring: what its words said at about one time.
 *
 * @param name its name
 * @param slots its number of slots
 * @param slotSizeBytes size of one slot in bytes
 * @param tail the next sequence to be claimed
 * @param remaining slots that could be claimed now
 * @param repaired slots of dead producers that were given up, ever
 * @param overwritten slots that producers passed because there was no group, ever
 * @param groups its consumer groups
 * @param participants the attached processes, and dead ones that were not swept yet
 * @param openClaims claims that are not finished, from the first one on that somebody
 * waits for; those behind it from the second look on
 * @param withoutLock those of the participants whose process was found to live without
 * its lock: nobody would notice its death
 */
public record RingSnapshot(String name, int slots, int slotSizeBytes, long tail, long remaining, long repaired,
		long overwritten, List<GroupSnapshot> groups, List<ParticipantInfo> participants,
		List<ClaimSnapshot> openClaims, List<ParticipantInfo> withoutLock) {

	/**
	 * Find a group.
	 * @param name its name
	 * @return one look at it, or empty if the ring does not have it
	 */
	public Optional<GroupSnapshot> group(String name) {
		return this.groups.stream().filter((group) -> group.name().equals(name)).findFirst();
	}

}
