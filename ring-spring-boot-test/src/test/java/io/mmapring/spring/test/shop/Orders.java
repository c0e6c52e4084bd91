package io.mmapring.spring.test.shop;

import io.mmapring.spring.RingProducer;

/** What the shop says. */
@RingProducer("orders")
public interface Orders {

	/** An order was placed. */
	void placed(OrderPlaced order);

}
