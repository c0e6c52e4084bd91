package io.mmapring.spring.listener;

import io.mmapring.event.RingEvent;
import io.mmapring.event.RingKey;

/**
 * An event with a key.
 *
 * @param id its number
 * @param key what events are shared by
 */
@RingEvent
public record SharedEvent(long id, @RingKey int key) {
}
