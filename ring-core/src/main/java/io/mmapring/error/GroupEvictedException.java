package io.mmapring.error;

import java.time.Instant;

/**
 * A consumer group was put out of its ring, because it held producers back without moving
 * for longer than the ring allows. Its consumer gets no further event.
 */
public class GroupEvictedException extends RingException {

	private static final long serialVersionUID = 1L;

	private final String group;

	private final long position;

	private final long tail;

	private final Instant evictedAt;

	/**
	 * Create the exception.
	 * @param ring the ring
	 * @param group the group
	 * @param position the first sequence that it has not taken
	 * @param tail the next sequence to be claimed
	 * @param evictedAt when it was put out
	 */
	public GroupEvictedException(String ring, String group, long position, long tail, Instant evictedAt) {
		super(ring,
				"group '%s' of ring '%s' was evicted at %s: position=%d, %d events behind the tail (expected: to move within evict-after while producers wait for it); producers overwrite what it has not taken. Find out what held it up, close this consumer, then start it again: it goes on at its position if that is still there, else at the oldest event that is"
					.formatted(group, ring, evictedAt, position, Math.max(0, tail - position)));
		this.group = group;
		this.position = position;
		this.tail = tail;
		this.evictedAt = evictedAt;
	}

	/**
	 * The group.
	 * @return its name
	 */
	public String group() {
		return this.group;
	}

	/**
	 * How far the group had come.
	 * @return the first sequence that it has not taken
	 */
	public long position() {
		return this.position;
	}

	/**
	 * How far the group is behind.
	 * @return number of sequences between its position and the tail
	 */
	public long lag() {
		return Math.max(0, this.tail - this.position);
	}

	/**
	 * When the group was put out.
	 * @return the time, by the clock of the process that did it
	 */
	public Instant evictedAt() {
		return this.evictedAt;
	}

}
