package io.mmapring.inspect;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Remembers since when each of some things was seen at every look. */
final class Since {

	private Map<Object, Long> seenNs = new HashMap<>();

	private final Map<Object, Long> nextNs = new HashMap<>();

	/**
	 * Note that something is so now.
	 * @return for how long it has been
	 */
	Duration lasts(Object what, long nowNs) {
		long sinceNs = this.seenNs.getOrDefault(what, nowNs);
		this.nextNs.put(what, sinceNs);
		return Duration.ofNanos(nowNs - sinceNs);
	}

	/** What was not noted since the last call is no more. */
	void endOfLook() {
		this.seenNs = new HashMap<>(this.nextNs);
		this.nextNs.clear();
	}

}
