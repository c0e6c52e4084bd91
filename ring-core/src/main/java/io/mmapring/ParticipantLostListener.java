package io.mmapring;

/**
 * Is told of participants that have died.
 */
@FunctionalInterface
public interface ParticipantLostListener {

	/**
	 * A participant has died. Called once for each death, in whichever process clears
	 * away the rest of it: on a thread that looks after the ring once a second, or on the
	 * one that is just opening the ring. May block, but what it delays is clearing away
	 * after the next death. An exception is logged.
	 * @param lost who has died, and what was given up
	 */
	void participantLost(ParticipantLost lost);

}
