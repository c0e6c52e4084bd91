package io.mmapring.spring;

import org.jspecify.annotations.Nullable;

/**
 * Application event: a listener takes no events any more, and has let go of its group.
 *
 * @param listener id of the listener
 * @param ring name of its ring
 * @param group name of its group
 * @param state why: {@code STOPPED} by the application, {@code FAILED} or {@code EVICTED}
 * @param cause the error that ended it, or {@code null}
 */
public record RingListenerStopped(String listener, String ring, String group, RingListenerState state,
		@Nullable Throwable cause) {
}
