package io.mmapring.inspect;

/**
 * A claim of this process that is neither published nor abandoned.
 *
 * @param sequence its first sequence
 * @param slots its number of slots
 * @param thread name of the thread that has it
 */
public record OwnClaim(long sequence, int slots, String thread) {
}
