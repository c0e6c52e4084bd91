package io.mmapring.inspect;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Headers of an event.
 *
 * @param publishTimeNs when it was begun, in nanoseconds since 1970, or {@code null} if
 * the ring does not keep that
 * @param keyHash hash of its key, 0 if none was set, or {@code null} if the ring does not
 * keep that
 * @param traceparent its W3C trace context, or {@code null} if it has none
 * @param user headers of the user's own, by their keys
 */
public record SlotHeaderSnapshot(@Nullable Long publishTimeNs, @Nullable Long keyHash, @Nullable String traceparent,
		Map<String, String> user) {

	/** Of a slot without an event. */
	static final SlotHeaderSnapshot NONE = new SlotHeaderSnapshot(null, null, null, Map.of());

}
