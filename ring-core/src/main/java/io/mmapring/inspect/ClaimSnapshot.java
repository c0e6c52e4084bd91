package io.mmapring.inspect;

import java.time.Duration;

import io.mmapring.process.ParticipantInfo;

/**
 * One look at a claim that is neither published nor abandoned, and that a group waits
 * for.
 *
 * @param sequence the sequence that the group waits for
 * @param owner the participant that made the claim; while it lives nobody else gives the
 * claim up
 * @param age for how long the group was seen to wait for it, by this process
 */
public record ClaimSnapshot(long sequence, ParticipantInfo owner, Duration age) {
}
