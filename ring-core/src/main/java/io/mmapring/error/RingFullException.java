package io.mmapring.error;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** There was no room for a claim. Nothing was claimed. */
public class RingFullException extends RingException {

	private static final long serialVersionUID = 1L;

	private final long missing;

	private final GatingGroup[] gating;

	/**
	 * Create the exception.
	 * @param ring the ring
	 * @param missing how many slots are missing
	 * @param waitedMs how long was waited for them, in milliseconds
	 * @param blockedBy who has to move on, in words
	 * @param gating the same, as far as it is groups
	 */
	public RingFullException(String ring, long missing, long waitedMs, String blockedBy, List<GatingGroup> gating) {
		super(ring, "ring '%s' is full: missing=%d slots after %d ms (expected: room for the claim); it waits for %s"
			.formatted(ring, missing, waitedMs, blockedBy));
		this.missing = missing;
		this.gating = gating.toArray(GatingGroup[]::new);
	}

	/**
	 * How many slots were missing at the last look.
	 * @return the number of slots
	 */
	public long missing() {
		return this.missing;
	}

	/**
	 * The groups that have to move on.
	 * @return the slowest groups; none if the ring waits for a first group, or for the
	 * claim of another producer
	 */
	public List<GatingGroup> gating() {
		return List.of(this.gating);
	}

	/**
	 * A group that has to move on.
	 *
	 * @param group its name
	 * @param position the next sequence that it will take
	 * @param lag how far it is behind, in sequences
	 * @param withoutProgress for how long it has not moved although it could, as seen by
	 * this process
	 * @param pid the process that runs its consumer, or 0 if none does
	 * @param application that process's application, or {@code null} if none does
	 */
	public record GatingGroup(String group, long position, long lag, Duration withoutProgress, long pid,
			@Nullable String application) implements Serializable {
	}

}
