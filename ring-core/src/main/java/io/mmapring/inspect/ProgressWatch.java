package io.mmapring.inspect;

import java.util.Arrays;

/**
 * Remembers when each group was last seen to move or to have nothing to wait for. calls
 * it several times a second, so that no consumer needs to read a clock.
 * <p>
 * Threads: safe for any number of threads.
 */
final class ProgressWatch {

	private final long[] positions;

	private final long[] progressNs;

	ProgressWatch(int groups, long nowNs) {
		this.positions = new long[groups];
		this.progressNs = new long[groups];
		Arrays.fill(this.progressNs, nowNs);
	}

	/**
	 * Look at a group.
	 * @param group its index
	 * @param position its position
	 * @param backlog what it could take
	 * @param nowNs this process's nano time
	 * @return for how long it has had something to take without moving, in nanoseconds
	 */
	synchronized long sample(int group, long position, long backlog, long nowNs) {
		if (backlog <= 0 || position != this.positions[group]) {
			this.positions[group] = position;
			this.progressNs[group] = nowNs;
		}
		return nowNs - this.progressNs[group];
	}

}
