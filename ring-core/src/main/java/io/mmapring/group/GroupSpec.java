package io.mmapring.group;

import java.util.List;

import io.mmapring.error.Check;
import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingLayout;

/**
 * What a consumer group is declared to be.
 *
 * @param name its name: letters, digits, dot, dash, underscore
 * @param after the groups that must have passed an event before this one takes it
 * @param shards how many shards share its load, by the keys of events: 1 unless its
 * events are taken by several consumers at a time
 */
public record GroupSpec(String name, List<String> after, int shards) {

	private static final String NAME_FORM = "[A-Za-z0-9][A-Za-z0-9._-]*";

	/**
	 * Check the names.
	 * @param name its name: letters, digits, dot, dash, underscore
	 * @param after the groups that must have passed an event before this one takes it
	 * @param shards how many shards share its load, 1 to 64
	 */
	public GroupSpec {
		checkName(name);
		after.forEach(GroupSpec::checkName);
		Check.that(!after.contains(name), "after", name, "other groups than the group itself");
		Check.that(shards >= 1 && shards <= RingGeometry.SHARDS_LIMIT, "shards", shards,
				"1 to " + RingGeometry.SHARDS_LIMIT);
		after = after.stream().distinct().sorted().toList();
	}

	/**
	 * A group with one consumer at a time.
	 * @param name its name: letters, digits, dot, dash, underscore
	 * @param after the groups that must have passed an event before this one takes it
	 */
	public GroupSpec(String name, List<String> after) {
		this(name, after, 1);
	}

	/**
	 * The same, with its load shared.
	 * @param shards how many shards share it, 1 to 64
	 * @return another group
	 */
	public GroupSpec withShards(int shards) {
		return new GroupSpec(this.name, this.after, shards);
	}

	/**
	 * A group that takes events as soon as they are published.
	 * @param name its name
	 * @return the group
	 */
	public static GroupSpec of(String name) {
		return new GroupSpec(name, List.of());
	}

	private static void checkName(String name) {
		Check.that(name.length() <= RingLayout.GROUP_NAME_BYTES && name.matches(NAME_FORM), "group", name,
				"a name of letters, digits, '.', '-', '_', beginning with a letter or digit, at most "
						+ RingLayout.GROUP_NAME_BYTES + " characters");
	}

}
