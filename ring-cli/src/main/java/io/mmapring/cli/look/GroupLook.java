package io.mmapring.cli.look;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.ParticipantPresence;

/**
 * A group, and what it did while it was looked at.
 *
 * @param now the group at the end
 * @param progress what it did
 * @param moved by how many sequences it got on
 * @param owner who takes its events, of several shards the one furthest behind, or
 * {@code null}
 * @param oldestMs when the event that it takes next was published, in milliseconds since
 * 1970, or {@code null} if there is none or the ring does not keep that
 * @param registeredMs when it was entered, in milliseconds since 1970
 * @param evictedMs when it was put out last, in milliseconds since 1970, or 0
 */
public record GroupLook(GroupSnapshot now, Progress progress, long moved, @Nullable ParticipantPresence owner,
		@Nullable Long oldestMs, long registeredMs, long evictedMs) {

	/**
	 * For how long it was seen to have events to take and not to move.
	 * @return the time, as far as it was looked at
	 */
	public Duration standing() {
		return this.now.withoutProgress();
	}

}
