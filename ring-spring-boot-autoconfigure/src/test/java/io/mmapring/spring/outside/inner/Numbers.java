package io.mmapring.spring.outside.inner;

import io.mmapring.spring.RingProducer;

/** Another one, further down. */
@RingProducer("numbers")
public interface Numbers {

	void written(byte[] number);

}
