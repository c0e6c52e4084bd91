package io.mmapring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

import io.mmapring.process.ParticipantInfo;
import io.mmapring.process.Participants;

/**
 * Says who has died: once for each death, by whoever clears away the rest of it.
 * <p>
 * Threads: safe for any number of threads.
 */
final class Losses {

	private static final Logger LOGGER = System.getLogger(Losses.class.getName());

	private final String ring;

	private final Participants participants;

	private final @Nullable ParticipantLostListener listener;

	private final Queue<ParticipantLost> untold = new ConcurrentLinkedQueue<>();

	Losses(String ring, Participants participants, @Nullable ParticipantLostListener listener) {
		this.ring = ring;
		this.participants = participants;
		this.listener = listener;
	}

	/**
	 * Note that a dead participant was swept. The caller holds the admin lock; the number
	 * is not free yet.
	 */
	void swept(int participant) {
		ParticipantInfo info = this.participants.info(participant);
		this.untold.add(new ParticipantLost(this.ring, info, info.repaired()));
	}

	/**
	 * Say it. The caller does not hold the admin lock, since a logger and a listener may
	 * do anything.
	 */
	void tell() {
		for (ParticipantLost lost = this.untold.poll(); lost != null; lost = this.untold.poll()) {
			LOGGER.log((lost.repairedSlots() > 0) ? Level.WARNING : Level.INFO,
					"ring '%s': %s has died; slots=%d that it had claimed and not published were given up"
						.formatted(this.ring, lost.participant(), lost.repairedSlots()));
			tell(lost);
		}
	}

	private void tell(ParticipantLost lost) {
		if (this.listener == null) {
			return;
		}
		try {
			this.listener.participantLost(lost);
		}
		catch (RuntimeException ex) {
			LOGGER.log(Level.WARNING, "ring '%s': a listener failed on being told of %s".formatted(this.ring, lost),
					ex);
		}
	}

}
