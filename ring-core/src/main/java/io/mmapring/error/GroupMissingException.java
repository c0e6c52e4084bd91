package io.mmapring.error;

import java.util.List;

/** A group was asked for that the ring does not know. */
public class GroupMissingException extends RingException {

	private static final long serialVersionUID = 1L;

	private final String group;

	/**
	 * Create the exception.
	 * @param ring the ring
	 * @param group the group
	 * @param known the groups that the ring knows
	 */
	public GroupMissingException(String ring, String group, List<String> known) {
		super(ring,
				"ring '%s' has no such group: group=%s (expected: one of %s); declare it among the ring's groups, or start its consumer first"
					.formatted(ring, group, known));
		this.group = group;
	}

	/**
	 * The group.
	 * @return its name
	 */
	public String group() {
		return this.group;
	}

}
