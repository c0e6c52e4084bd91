package io.mmapring.spring;

/**
 * Application event: a listener takes events from now on.
 *
 * @param listener id of the listener
 * @param ring name of its ring
 * @param group name of its group
 */
public record RingListenerStarted(String listener, String ring, String group) {
}
