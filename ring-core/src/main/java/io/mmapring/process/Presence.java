package io.mmapring.process;

/** What a look from outside finds out about a participant. */
public enum Presence {

	/** Its process holds its lock. */
	ALIVE,

	/**
	 * Its process exists and has the file mapped, but its lock is free: nobody would
	 * notice its death.
	 */
	WITHOUT_LOCK,

	/** Its process has ended. */
	DEAD,

	/**
	 * Its process exists and does not have this file mapped: the file is a copy, or was
	 * put in the place of the one that it has.
	 */
	ELSEWHERE,

	/** It cannot be seen from here: another pid namespace, or another user's process. */
	UNKNOWN

}
