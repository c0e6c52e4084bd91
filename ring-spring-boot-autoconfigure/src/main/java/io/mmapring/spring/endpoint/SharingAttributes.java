package io.mmapring.spring.endpoint;

import org.jspecify.annotations.Nullable;

import io.mmapring.spring.ListenerMode;

/**
 * What an annotation says of how its listener shares its group.
 *
 * @param mode what to do when another process runs the group, or {@code null}
 * @param concurrency threads of this process, or {@code null}
 * @param shards shards of the group, or {@code null}
 * @param shardBy component or expression that events are shared by, or {@code null}
 */
public record SharingAttributes(@Nullable ListenerMode mode, @Nullable Integer concurrency, @Nullable Integer shards,
		@Nullable String shardBy) {
}
