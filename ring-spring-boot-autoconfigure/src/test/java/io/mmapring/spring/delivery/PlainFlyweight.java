package io.mmapring.spring.delivery;

import org.agrona.DirectBuffer;

import static org.assertj.core.api.Assertions.assertThat;

/** A window over bytes. */
public class PlainFlyweight {

	int length;

	public void wrap(DirectBuffer buffer, int offset, int length) {
		assertThat(offset).isZero();
		assertThat(buffer.capacity()).isEqualTo(length);
		this.length = length;
	}

}
