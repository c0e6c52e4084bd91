package io.mmapring.inspect;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.mmapring.process.ParticipantInfo;

/**
 * One look at a claim that is neither published nor abandoned.
 *
 * @param sequence its first sequence that is not finished
 * @param slots unfinished slots of the same participant from there on; claims of another
 * process that lie side by side count as one
 * @param owner the participant that made the claim; while it lives nobody else gives the
 * claim up
 * @param age for how long it was seen to be open, or a group to wait for it, by this
 * process
 * @param thread name of the thread that has it, if the claim is one of this ring object,
 * else {@code null}
 */
public record ClaimSnapshot(long sequence, int slots, ParticipantInfo owner, Duration age, @Nullable String thread) {
}
