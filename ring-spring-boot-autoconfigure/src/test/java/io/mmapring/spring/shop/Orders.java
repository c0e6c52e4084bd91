package io.mmapring.spring.shop;

import java.util.List;

import io.mmapring.spring.RingProducer;

/** A producer that is found by scanning; not public on purpose. */
@RingProducer("${shop.ring:orders}")
interface Orders {

	void placed(OrderPlaced order);

	boolean tryPlaced(OrderPlaced order);

	long placedAt(OrderPlaced order);

	long allPlaced(List<OrderPlaced> orders);

	default void placedTwice(OrderPlaced order) {
		placed(order);
		placed(order);
	}

}
