package io.mmapring;

import org.junit.jupiter.api.Test;

import io.mmapring.error.RingOwnedException;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The contract, for the only producer. */
class SingleProducerTests extends ProducerContract {

	@Override
	Producers producers() {
		return Producers.SINGLE;
	}

	@Test
	void whenAProducerLivesASecondOneIsRefused() {
		assertThatExceptionOfType(RingOwnedException.class).isThrownBy(() -> ring().producer())
			.withMessageContaining("cannot take the right of the single producer of ring 'orders': owner=process "
					+ ProcessHandle.current().pid());
	}

	@Test
	void whenAProducerLivesAnotherAttachmentIsRefusedToo() {
		try (Ring other = Ring.builder("orders").directory(this.directory).open()) {
			assertThatExceptionOfType(RingOwnedException.class).isThrownBy(other::producer);
		}
	}

}
