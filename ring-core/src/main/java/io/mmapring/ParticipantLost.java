package io.mmapring;

import io.mmapring.process.ParticipantInfo;

/**
 * A participant of a ring has died, and what it left was cleared away.
 *
 * @param ring name of the ring
 * @param participant who it was; as its entry said last
 * @param repairedSlots slots it had claimed without publishing them, given up by
 * whichever process met them: their events will never exist
 */
public record ParticipantLost(String ring, ParticipantInfo participant, long repairedSlots) {
}
