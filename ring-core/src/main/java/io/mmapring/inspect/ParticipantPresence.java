package io.mmapring.inspect;

import io.mmapring.process.ParticipantInfo;
import io.mmapring.process.Presence;

/**
 * A participant, and whether it lives.
 *
 * @param info its entry
 * @param presence what a look from outside found out
 * @param isStopped whether its process is stopped by SIGSTOP, its terminal or a debugger
 */
public record ParticipantPresence(ParticipantInfo info, Presence presence, boolean isStopped) {
}
