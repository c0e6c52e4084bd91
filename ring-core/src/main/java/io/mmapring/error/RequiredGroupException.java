package io.mmapring.error;

import java.util.List;

/**
 * A consumer group that a producer requires has no living consumer, or keeps it waiting
 * without moving. Nothing was published.
 */
public final class RequiredGroupException extends RingException {

	private static final long serialVersionUID = 1L;

	private final String[] groups;

	private RequiredGroupException(String ring, List<String> groups, String message) {
		super(ring, message);
		this.groups = groups.toArray(String[]::new);
	}

	/**
	 * Groups without a living consumer at the start of a producer.
	 * @param ring the ring
	 * @param missing the groups
	 * @param reasons the same, with what is the matter, in words
	 * @param waitedMs how long was waited for them, in milliseconds
	 * @return the exception
	 */
	public static RequiredGroupException missing(String ring, List<String> missing, String reasons, long waitedMs) {
		return new RequiredGroupException(ring, missing,
				"cannot produce in ring '%s': required groups without a living consumer=%s after %d ms (expected: none); start their consumers, or do not require them"
					.formatted(ring, reasons, waitedMs));
	}

	/**
	 * A group that keeps a producer waiting.
	 * @param ring the ring
	 * @param group the group
	 * @param culprit the group with owner, position and time without progress, in words
	 * @param limitMs the time it may take, in milliseconds
	 * @param stopped whether the producer is stopped by it
	 * @return the exception
	 */
	public static RequiredGroupException stalled(String ring, String group, String culprit, long limitMs,
			boolean stopped) {
		return new RequiredGroupException(ring, List.of(group),
				"cannot publish in ring '%s': it is full, and required %s (expected: to move within %d ms); %s"
					.formatted(ring, culprit, limitMs, stopped
							? "this producer is stopped: find out what holds the group up, then open the ring again"
							: "find out what holds the group up"));
	}

	/**
	 * The groups.
	 * @return their names
	 */
	public List<String> groups() {
		return List.of(this.groups);
	}

}
