package io.mmapring.spring.shop;

import java.util.List;

/** A class that implements a producer's interface is none. */
class NotAProducer implements Orders {

	@Override
	public void placed(OrderPlaced order) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean tryPlaced(OrderPlaced order) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long placedAt(OrderPlaced order) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long allPlaced(List<OrderPlaced> orders) {
		throw new UnsupportedOperationException();
	}

}
