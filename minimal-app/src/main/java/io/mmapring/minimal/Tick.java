package io.mmapring.minimal;

import io.mmapring.event.RingEvent;

/**
 * An event.
 *
 * @param number which one it is, from 0
 */
@RingEvent
record Tick(long number) {
}
