package io.mmapring.spring.actuate;

import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.process.ParticipantInfo;
import io.mmapring.spring.listener.RingWatch;
import io.mmapring.spring.rings.ManagedRing;

/**
 * What is measured of a group that no listener of this application is.
 * <p>
 * Threads: safe for any number of threads.
 */
final class GroupNumbers {

	static final String POSITION = "Next sequence to be taken";

	static final String LAG = "Sequences between the position and the tail";

	static final String LAG_AGE = "Time for which the next event to be taken has been in the ring";

	static final String WITHOUT_PROGRESS = "Time with events to take and no progress";

	static final String OWNED = "Whether each shard of the group has a living owner, in whatever process: 1 or 0";

	private final ManagedRing ring;

	private final String group;

	private final RingWatch watch;

	GroupNumbers(ManagedRing ring, String group, RingWatch watch) {
		this.ring = ring;
		this.group = group;
		this.watch = watch;
	}

	void bind(BoundMeters meters) {
		meters.gauge("ring.listener.position", POSITION, () -> number(GroupSnapshot::position));
		meters.gauge("ring.listener.lag", LAG, () -> number(GroupSnapshot::lag));
		meters.time("ring.listener.lag.age", LAG_AGE, () -> number(this::lagAgeNs));
		meters.time("ring.listener.without.progress", WITHOUT_PROGRESS,
				() -> number((group) -> group.withoutProgress().toNanos()));
		meters.gauge("ring.listener.owned", OWNED, () -> number((group) -> isOwned(group) ? 1 : 0));
	}

	private Number number(ToLongFunction<GroupSnapshot> reading) {
		return this.watch.recent(this.ring)
			.flatMap((seen) -> seen.group(this.group))
			.map((group) -> (double) reading.applyAsLong(group))
			.orElse(Double.NaN);
	}

	private long lagAgeNs(GroupSnapshot group) {
		return this.watch.age(this.ring, group.position()).toNanos();
	}

	static boolean isOwned(GroupSnapshot group) {
		return group.shards().stream().allMatch((shard) -> isLive(shard.owner()));
	}

	private static boolean isLive(@Nullable ParticipantInfo owner) {
		return owner != null && owner.state().equals("LIVE");
	}

}
