package io.mmapring.spring.producer;

/**
 * A place where a sender is to be injected.
 *
 * @param ring the ring as it is written there, perhaps with placeholders
 * @param eventType type of the events, or {@code Object} if it says none
 */
record SenderPoint(String ring, Class<?> eventType) {
}
