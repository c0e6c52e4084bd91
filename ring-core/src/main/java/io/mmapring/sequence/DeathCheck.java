package io.mmapring.sequence;

/** Tells whether a participant is dead. */
@FunctionalInterface
public interface DeathCheck {

	/**
	 * Whether a participant is certainly dead, by the kernel's word.
	 * @param participant its number, 0 for nobody
	 * @return {@code true} only if it is; a paused one is not
	 */
	boolean isDead(int participant);

}
