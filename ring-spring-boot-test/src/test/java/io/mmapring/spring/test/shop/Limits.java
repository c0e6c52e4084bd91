package io.mmapring.spring.test.shop;

/** What the shop asks elsewhere. */
public interface Limits {

	/** Whether an order is within the limits. */
	boolean allow(OrderPlaced order);

}
