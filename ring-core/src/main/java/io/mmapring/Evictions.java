package io.mmapring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.mmapring.group.Eviction;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.inspect.StallWatch;

/**
 * Puts groups out that hold this process's producers back for too long, in a ring that is
 * set to do so. A group that stands at an unfinished claim, or that waits for the groups
 * before it, has nothing to take and is not the one. Claims are never given up for
 * anybody alive.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class Evictions {

	private static final Logger LOGGER = System.getLogger(Evictions.class.getName());

	private final Attached attached;

	private final Eviction eviction;

	private final Duration evictAfter;

	private final StallWatch stalls;

	private final @Nullable GroupEvictedListener listener;

	Evictions(Attached attached, StallWatch stalls, @Nullable GroupEvictedListener listener) {
		this.attached = attached;
		this.eviction = new Eviction(attached.file().memory(), attached.file().layout(), attached.groups());
		this.evictAfter = Duration.ofMillis(attached.file().header().evictAfterMs());
		this.stalls = stalls;
		this.listener = listener;
	}

	/** Look at all groups; to be called each second. May wait for the admin lock. */
	void look() {
		if (this.evictAfter.isZero()) {
			return;
		}
		RingSnapshot snapshot = this.attached.inspector().snapshot();
		for (GroupSnapshot group : snapshot.groups()) {
			if (this.stalls.holdsBack(group.name(), this.evictAfter) && evict(group)) {
				tell(new GroupEvicted(snapshot.name(), group.name(), group.position(), group.lag(),
						this.stalls.stalled(group.name()), group.owner()));
			}
		}
	}

	private boolean evict(GroupSnapshot group) {
		return group.backlog() > 0 && this.attached
			.locked(() -> this.eviction.evict(group.name(), group.position(), ProcessHandle.current().pid()));
	}

	private void tell(GroupEvicted evicted) {
		LOGGER.log(Level.ERROR,
				"ring '%s': group '%s' was evicted: position=%d, %d events behind, without progress for %d ms (expected: less than evict-after=%d ms while producers wait); its consumer: %s. What it has not taken is overwritten; it joins again when its consumer is started anew"
					.formatted(evicted.ring(), evicted.group(), evicted.position(), evicted.lag(),
							evicted.withoutProgress().toMillis(), this.evictAfter.toMillis(),
							(evicted.owner() != null) ? evicted.owner() : "none"));
		GroupEvictedListener listener = this.listener;
		if (listener == null) {
			return;
		}
		try {
			listener.groupEvicted(evicted);
		}
		catch (RuntimeException ex) {
			LOGGER.log(Level.WARNING,
					"ring '%s': a listener failed on being told of %s".formatted(evicted.ring(), evicted), ex);
		}
	}

}
