package io.mmapring;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.mmapring.process.ParticipantInfo;

/**
 * A consumer group was put out of its ring, because it held producers back without moving
 * for longer than the ring allows.
 *
 * @param ring name of the ring
 * @param group name of the group
 * @param position the first sequence that it had not taken
 * @param lag how far it was behind, in sequences
 * @param withoutProgress for how long it had not moved, as seen by this process
 * @param owner the participant that has its consumer, or {@code null} if nobody has
 */
public record GroupEvicted(String ring, String group, long position, long lag, Duration withoutProgress,
		@Nullable ParticipantInfo owner) {
}
