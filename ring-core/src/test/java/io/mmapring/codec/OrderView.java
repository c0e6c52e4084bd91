package io.mmapring.codec;

import io.mmapring.event.Chars;
import io.mmapring.event.RingEvent;

// tag::view[]
@RingEvent("order")
interface OrderView {

	long id();

	OrderView id(long id);

	double price();

	OrderView price(double price);

	@Chars(8)
	String symbol();

	OrderView symbol(String symbol);

}
// end::view[]
