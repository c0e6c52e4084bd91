package io.mmapring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RequiredGroupException;
import io.mmapring.error.RingInterruptedException;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.RingSnapshot;

/**
 * Looks after the groups that producers of this process require. Those with the same
 * requirement share it, and so are stopped together.
 * <p>
 * Threads: safe for any number of threads.
 */
final class RequiredWatch {

	private static final Logger LOGGER = System.getLogger(RequiredWatch.class.getName());

	private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);

	private final Attached attached;

	private final RequiredGroups required;

	/** Where a group stood when its stall was logged. */
	private final Map<String, Long> logged = new ConcurrentHashMap<>();

	private volatile @Nullable RequiredGroupException stopped;

	RequiredWatch(Attached attached, RequiredGroups required) {
		this.attached = attached;
		this.required = required;
	}

	/** Wait until all groups have a living consumer. */
	static void await(Ring ring, Attached attached, List<String> groups, Duration timeout) {
		long startNs = System.nanoTime();
		while (true) {
			ring.checkUsable("ring");
			Map<String, String> missing = missing(attached, groups);
			if (missing.isEmpty()) {
				return;
			}
			long waitedNs = System.nanoTime() - startNs;
			if (waitedNs >= timeout.toNanos()) {
				throw RequiredGroupException.missing(ring.name(), List.copyOf(missing.keySet()), missing.toString(),
						TimeUnit.NANOSECONDS.toMillis(waitedNs));
			}
			if (Thread.currentThread().isInterrupted()) {
				throw new RingInterruptedException(ring.name(), "the consumers of " + missing.keySet());
			}
			LockSupport.parkNanos(LOOK_NS);
		}
	}

	/**
	 * Groups that have no living consumer, with what is the matter.
	 * @return none if all have
	 */
	private static Map<String, String> missing(Attached attached, List<String> groups) {
		RingSnapshot snapshot = attached.inspector().snapshot();
		Map<String, String> missing = new LinkedHashMap<>();
		for (String name : groups) {
			GroupSnapshot group = snapshot.group(name).orElse(null);
			if (group == null) {
				missing.put(name, "unknown to the ring");
			}
			else if (group.isEvicted()) {
				missing.put(name, "evicted");
			}
			else if (group.owner() == null) {
				missing.put(name, "run by no process");
			}
			else if (attached.isDead(group.owner().id())) {
				missing.put(name, "its process is dead: " + group.owner());
			}
		}
		return missing;
	}

	/** Fail if the producers with this requirement were stopped. */
	void checkNotStopped() {
		RequiredGroupException stopped = this.stopped;
		if (stopped != null) {
			// a new one: it is to show where it was thrown
			throw stalled(stopped.groups().get(0), true);
		}
	}

	/**
	 * A claim has found no room: do what is to be done if a required group is in the way
	 * for too long. Off the hot path.
	 * @param failing whether to fail if that is what is to be done
	 */
	void refused(boolean failing) {
		Duration limit = this.required.progressTimeout();
		for (String group : this.required.groups()) {
			if (this.attached.stalls().holdsBack(group, limit)) {
				act(group, failing);
			}
		}
	}

	private void act(String group, boolean failing) {
		log(group);
		switch (this.required.withoutProgress()) {
			case ALERT -> {
				// logged
			}
			case FAIL -> {
				if (failing) {
					throw stalled(group, false);
				}
			}
			case STOP -> {
				RequiredGroupException exception = stalled(group, true);
				this.stopped = exception;
				throw exception;
			}
		}
	}

	private void log(String group) {
		long position = this.attached.stalls().position(group);
		Long before = this.logged.put(group, position);
		if (before != null && before == position) {
			return;
		}
		WithoutProgress policy = this.required.withoutProgress();
		RequiredGroupException exception = stalled(group, policy == WithoutProgress.STOP);
		String problem = String.valueOf(exception.getMessage());
		LOGGER.log(Level.WARNING, problem);
		tell(new RequiredGroupStalled(exception.ring(), group, position, policy, problem));
	}

	private void tell(RequiredGroupStalled stalled) {
		RequiredGroupStalledListener listener = this.attached.requiredGroupListener();
		if (listener == null) {
			return;
		}
		try {
			listener.requiredGroupStalled(stalled);
		}
		catch (RuntimeException ex) {
			LOGGER.log(Level.WARNING,
					"ring '%s': a listener failed on being told of %s".formatted(stalled.ring(), stalled), ex);
		}
	}

	private RequiredGroupException stalled(String group, boolean stopped) {
		RingSnapshot snapshot = this.attached.inspector().snapshot();
		String culprit = snapshot.group(group).map(Culprits::describe).orElse("group '" + group + "'");
		return RequiredGroupException.stalled(snapshot.name(), group, culprit,
				this.required.progressTimeout().toMillis(), stopped);
	}

}
