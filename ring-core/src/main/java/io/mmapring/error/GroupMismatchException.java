package io.mmapring.error;

import java.util.Collection;
import java.util.List;

/**
 * A consumer group is not what it was said to be: other dependencies or shards, a
 * dependency that does not exist, or a cycle.
 */
public class GroupMismatchException extends RingException {

	private static final long serialVersionUID = 1L;

	private final String group;

	GroupMismatchException(String ring, String group, String problem) {
		super(ring, "cannot join group '%s' of ring '%s': %s".formatted(group, ring, problem));
		this.group = group;
	}

	/**
	 * The group exists with other dependencies.
	 * @param ring the ring
	 * @param group the group
	 * @param found what it waits for
	 * @param expected what it was asked to wait for
	 * @return the exception
	 */
	public static GroupMismatchException after(String ring, String group, List<String> found, List<String> expected) {
		return new GroupMismatchException(ring, group,
				"after=%s (expected: %s); use the same 'after' wherever the group is named, or another group name"
					.formatted(found, expected));
	}

	/**
	 * The group exists with another number of shards.
	 * @param ring the ring
	 * @param group the group
	 * @param found how many it has
	 * @param expected how many it was asked to have
	 * @return the exception
	 */
	public static GroupMismatchException shards(String ring, String group, int found, int expected) {
		return new GroupMismatchException(ring, group,
				"shards=%d (expected: %d); a group keeps its number of shards: use the same wherever it is named, or another group name"
					.formatted(found, expected));
	}

	/**
	 * A dependency does not exist.
	 * @param ring the ring
	 * @param group the group
	 * @param missing the group that does not exist
	 * @param known the groups that do
	 * @return the exception
	 */
	public static GroupMismatchException unknown(String ring, String group, String missing, List<String> known) {
		return new GroupMismatchException(ring, group,
				"after=%s (expected: one of the ring's groups %s); declare '%s' among the ring's groups"
					.formatted(missing, known, missing));
	}

	/**
	 * Groups wait for each other.
	 * @param ring the ring
	 * @param path the groups that were followed
	 * @param again the group that was met again
	 * @return the exception
	 */
	public static GroupMismatchException cycle(String ring, Collection<String> path, String again) {
		return new GroupMismatchException(ring, again,
				"after=%s -> %s is a cycle (expected: groups in an order)".formatted(String.join(" -> ", path), again));
	}

	/**
	 * The group.
	 * @return its name
	 */
	public String group() {
		return this.group;
	}

}
