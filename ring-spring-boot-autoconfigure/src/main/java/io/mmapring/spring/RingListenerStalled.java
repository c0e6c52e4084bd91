package io.mmapring.spring;

import java.time.Duration;

/**
 * Application event: a listener has had events to take and has not moved for
 * {@code ring.health.stall-timeout}. Once for each stall.
 *
 * @param listener id of the listener
 * @param ring name of its ring
 * @param group name of its group
 * @param withoutProgress for how long it has not moved
 */
public record RingListenerStalled(String listener, String ring, String group, Duration withoutProgress) {
}
