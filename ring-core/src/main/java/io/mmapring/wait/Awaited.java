package io.mmapring.wait;

import io.mmapring.file.RingLayout;

/**
 * What somebody waits for who blocks: each has words of its own in the file, so that who
 * publishes does not wake those who wait for something else.
 * <p>
 * Threads: safe for any number of threads.
 */
public enum Awaited {

	/** That an event is there, or was given up. */
	EVENTS(RingLayout.WAITING, RingLayout.WAITERS, (byte) 1),

	/** That a group has got on. */
	POSITIONS(RingLayout.POSITION_WAITING, RingLayout.POSITION_WAITERS, (byte) 2);

	final int flag;

	final int waiters;

	/** What is sent for it, and a bit of its own. */
	final byte sound;

	Awaited(int flag, int waiters, byte sound) {
		this.flag = flag;
		this.waiters = waiters;
		this.sound = sound;
	}

	/**
	 * Offset of the word that is not zero while somebody waits.
	 * @return the offset in the file, in bytes
	 */
	public int flag() {
		return this.flag;
	}

}
