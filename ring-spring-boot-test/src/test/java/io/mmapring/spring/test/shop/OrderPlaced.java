package io.mmapring.spring.test.shop;

import io.mmapring.event.Chars;
import io.mmapring.event.RingEvent;

/**
 * An order.
 *
 * @param id its number
 * @param quantity how many
 * @param symbol of what
 */
@RingEvent
public record OrderPlaced(long id, int quantity, @Chars(8) String symbol) {

	/** An order of which only the number matters. */
	public static OrderPlaced of(long id) {
		return new OrderPlaced(id, 1, "ACME");
	}

}
