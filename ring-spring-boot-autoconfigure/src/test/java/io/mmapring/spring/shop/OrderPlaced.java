package io.mmapring.spring.shop;

import io.mmapring.event.RingEvent;

/**
 * An event.
 *
 * @param id its number
 * @param quantity how many
 */
@RingEvent
public record OrderPlaced(long id, int quantity) {

	public static OrderPlaced of(long id) {
		return new OrderPlaced(id, 1);
	}

}
