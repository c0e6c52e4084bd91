package io.mmapring.spring.test.shop;

import org.springframework.stereotype.Component;

import io.mmapring.spring.RingListener;

/** Checks orders. */
@Component
public class Risk {

	private final Limits limits;

	Risk(Limits limits) {
		this.limits = limits;
	}

	@RingListener(ring = "orders", id = "risk", group = "risk")
	void check(OrderPlaced order) {
		if (!this.limits.allow(order)) {
			throw new IllegalStateException("order " + order.id() + " is over the limits");
		}
	}

}
