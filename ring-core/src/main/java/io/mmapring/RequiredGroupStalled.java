package io.mmapring;

/**
 * A consumer group that producers require keeps them waiting without moving.
 *
 * @param ring name of the ring
 * @param group name of the group
 * @param position the next sequence that it would take
 * @param withoutProgress what happens to the producers
 * @param problem the same in words, with owner, distance and time
 */
public record RequiredGroupStalled(String ring, String group, long position, WithoutProgress withoutProgress,
		String problem) {
}
