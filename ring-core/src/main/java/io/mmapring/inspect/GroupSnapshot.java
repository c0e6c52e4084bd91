package io.mmapring.inspect;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mmapring.process.ParticipantInfo;

/**
 * One look at a consumer group, from whatever process.
 *
 * @param name its name
 * @param state LIVE, JOINING or EVICTED
 * @param after the groups it stays behind
 * @param position the next sequence it will take
 * @param lag sequences between its position and the tail
 * @param backlog sequences it could take now: those that the groups before it have
 * passed; none while it stands at an unfinished claim
 * @param withoutProgress for how long it has had a backlog and has not moved, as seen by
 * this process; zero if it moves or has nothing to do
 * @param owner the participant that takes its events, of several that of the shard
 * furthest behind, or {@code null} if nobody does
 * @param ownedSinceMs since when, in milliseconds since 1970
 * @param shards its shards, in order; one unless it shares its load
 * @param waitsFor the unfinished claim that it stands at, or {@code null}: then the
 * producer is in the way, not the group
 */
public record GroupSnapshot(String name, String state, List<String> after, long position, long lag, long backlog,
		Duration withoutProgress, @Nullable ParticipantInfo owner, long ownedSinceMs, List<ShardSnapshot> shards,
		@Nullable ClaimSnapshot waitsFor) {

	/**
	 * Whether it was put out because it stalled.
	 * @return whether it holds nobody back and takes no events any more
	 */
	public boolean isEvicted() {
		return this.state.equals("EVICTED");
	}

}
