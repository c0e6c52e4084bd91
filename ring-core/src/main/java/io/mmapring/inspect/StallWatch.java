package io.mmapring.inspect;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells for how long groups have held producers back without moving, as seen by this
 * process. Only time in which this process looked counts, so that a machine or process
 * that stood still itself accuses nobody.
 * <p>
 * Threads: sampled by one thread at a time; asked by any number.
 */
public final class StallWatch {

	/** So much counts at most between two looks, in nanoseconds: twice their period. */
	private static final long LONGEST_STEP_NS = Duration.ofMillis(500).toNanos();

	private final Map<String, Stall> stalls = new ConcurrentHashMap<>();

	private long sampledNs;

	/**
	 * Begin to watch.
	 * @param nowNs this process's nano time
	 */
	public StallWatch(long nowNs) {
		this.sampledNs = nowNs;
	}

	/**
	 * Look at all groups.
	 * @param snapshot the ring as it is now
	 * @param refused whether a claim of this process has found no room since the last
	 * look
	 * @param nowNs this process's nano time
	 */
	public void sample(RingSnapshot snapshot, boolean refused, long nowNs) {
		long stepNs = Math.min(nowNs - this.sampledNs, LONGEST_STEP_NS);
		this.sampledNs = nowNs;
		long gate = snapshot.groups()
			.stream()
			.filter((group) -> !group.isEvicted())
			.mapToLong(GroupSnapshot::position)
			.min()
			.orElse(Long.MAX_VALUE);
		for (GroupSnapshot group : snapshot.groups()) {
			if (group.isEvicted() || group.backlog() == 0) {
				this.stalls.remove(group.name());
				continue;
			}
			Stall before = this.stalls.get(group.name());
			if (before == null || before.position != group.position()) {
				this.stalls.put(group.name(), new Stall(group.position(), 0, false));
			}
			else {
				boolean inTheWay = refused && group.position() == gate;
				this.stalls.put(group.name(),
						new Stall(before.position, before.stalledNs + stepNs, before.inTheWay || inTheWay));
			}
		}
	}

	/**
	 * For how long a group has had something to take without moving.
	 * @param group its name
	 * @return the time; zero if it moves or has nothing to do
	 */
	public Duration stalled(String group) {
		Stall stall = this.stalls.get(group);
		return (stall != null) ? Duration.ofNanos(stall.stalledNs) : Duration.ZERO;
	}

	/**
	 * All that hold back.
	 * @param atLeast the time
	 * @return the names of groups
	 */
	public List<String> holdingBack(Duration atLeast) {
		return this.stalls.keySet().stream().filter((group) -> holdsBack(group, atLeast)).sorted().toList();
	}

	/**
	 * Where a group stands that does not move.
	 * @param group its name
	 * @return its position, or -1 if it moves or has nothing to do
	 */
	public long position(String group) {
		Stall stall = this.stalls.get(group);
		return (stall != null) ? stall.position : -1;
	}

	/**
	 * Whether a group has stood still for some time and a claim of this process has found
	 * no room because of it meanwhile.
	 * @param group its name
	 * @param atLeast the time
	 * @return whether producers wait for it in vain
	 */
	public boolean holdsBack(String group, Duration atLeast) {
		Stall stall = this.stalls.get(group);
		return stall != null && stall.inTheWay && stall.stalledNs >= atLeast.toNanos();
	}

	/**
	 * A group that stands still.
	 *
	 * @param position where
	 * @param stalledNs for how long, in nanoseconds
	 * @param inTheWay whether a claim found no room because of it
	 */
	private record Stall(long position, long stalledNs, boolean inTheWay) {
	}

}
