package io.mmapring.inspect;

import org.jspecify.annotations.Nullable;

import io.mmapring.process.ParticipantInfo;

/**
 * One look at a shard of a group.
 *
 * @param shard its number, from 0
 * @param position the next sequence it will take
 * @param lag sequences between its position and the tail
 * @param owner the participant that takes its events, or {@code null} if nobody does
 * @param member which of the group's members that is, from 0: a process may have several
 * @param ownedSinceMs since when, in milliseconds since 1970
 */
public record ShardSnapshot(int shard, long position, long lag, @Nullable ParticipantInfo owner, int member,
		long ownedSinceMs) {
}
