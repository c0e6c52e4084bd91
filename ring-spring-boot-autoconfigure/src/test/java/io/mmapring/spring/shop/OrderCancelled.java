package io.mmapring.spring.shop;

import io.mmapring.event.RingEvent;

/**
 * Another event.
 *
 * @param id number of the order
 */
@RingEvent
public record OrderCancelled(long id) {
}
