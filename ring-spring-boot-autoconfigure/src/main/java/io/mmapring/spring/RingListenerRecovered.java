package io.mmapring.spring;

/**
 * Application event: a listener that was stalled moves again.
 *
 * @param listener id of the listener
 * @param ring name of its ring
 * @param group name of its group
 */
public record RingListenerRecovered(String listener, String ring, String group) {
}
