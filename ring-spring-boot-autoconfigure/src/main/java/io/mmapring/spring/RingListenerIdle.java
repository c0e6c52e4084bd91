package io.mmapring.spring;

import java.time.Duration;

/**
 * Application event: a listener has had nothing to do for its
 * {@code idle-event-interval}. Again after each interval.
 *
 * @param listener id of the listener
 * @param ring name of its ring
 * @param group name of its group
 * @param idle for how long it has taken no event
 */
public record RingListenerIdle(String listener, String ring, String group, Duration idle) {
}
