package io.mmapring.spring.endpoint;

import org.jspecify.annotations.Nullable;

import io.mmapring.spring.ListenerMode;

/**
 * How a listener shares its group with others.
 *
 * @param mode what to do when another process runs the group
 * @param concurrency threads of this process that take events of the group
 * @param shards shards of the group, the same in all processes; 1 unless its load is
 * shared
 * @param shardBy component or expression that events are shared by; empty for the one
 * with {@code @RingKey}, or else for the sequence
 */
public record ListenerSharing(ListenerMode mode, int concurrency, int shards, String shardBy) {

	/** Shards unless set otherwise, where there are several. */
	public static final int DEFAULT_SHARDS = 16;

	/** A listener that shares nothing. */
	public static final ListenerSharing NONE = new ListenerSharing(ListenerMode.EXCLUSIVE, 1, 1, "");

	/**
	 * Whether the group's load is shared.
	 * @return whether it has several shards
	 */
	public boolean isShared() {
		return this.shards > 1;
	}

	/**
	 * What cannot work.
	 * @return the problem, or {@code null}
	 */
	@Nullable String problem() {
		if (this.concurrency > this.shards) {
			return "concurrency=%d with shards=%d (expected: at most as many threads as shards)"
				.formatted(this.concurrency, this.shards);
		}
		if (!this.shardBy.isEmpty() && this.shards == 1) {
			return "shardBy=%s with shards=1 (expected: 2 or more shards)".formatted(this.shardBy);
		}
		if (this.mode == ListenerMode.OBSERVER && this.shards > 1) {
			return "mode=observer with shards=%d (expected: 1, an observer takes no events from others)"
				.formatted(this.shards);
		}
		return null;
	}

}
