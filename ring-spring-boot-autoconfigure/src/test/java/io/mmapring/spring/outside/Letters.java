package io.mmapring.spring.outside;

import io.mmapring.spring.RingProducer;

/** A producer that no scan of the application finds. */
@RingProducer("letters")
public interface Letters {

	void written(String letter);

}
