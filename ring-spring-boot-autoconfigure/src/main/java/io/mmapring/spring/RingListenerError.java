package io.mmapring.spring;

import java.time.Instant;

/**
 * An error of a listener.
 *
 * @param sequence sequence of the event, or of the first one of the batch, or -1 if it
 * was no event's fault
 * @param exception class and message of the exception
 * @param at when it happened
 */
public record RingListenerError(long sequence, String exception, Instant at) {
}
