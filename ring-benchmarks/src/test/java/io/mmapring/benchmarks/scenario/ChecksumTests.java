package io.mmapring.benchmarks.scenario;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ChecksumTests {

	@Test
	void whenEventIsAlteredSaysSo() {
		Checksum altered = Checksum.of(1);
		altered.add(0, 1, 2, 4);
		assertThatIllegalStateException().isThrownBy(() -> altered.check(1)).withMessageContaining("sum=7");
	}

	@Test
	void whenEventsAreOutOfOrderSaysSo() {
		Checksum swapped = Checksum.of(1);
		Quad.of(1).addTo(swapped);
		Quad.of(0).addTo(swapped);
		assertThatIllegalStateException().isThrownBy(() -> swapped.check(2)).withMessageContaining("outOfOrder=2");
	}

	@Test
	void whenEventIsLostSaysSo() {
		Checksum lost = Checksum.of(1);
		Quad.of(0).addTo(lost);
		lost.check(1);
		assertThatIllegalStateException().isThrownBy(() -> lost.check(2)).withMessageContaining("events=1");
	}

	@Test
	void eventsOfSeveralProducersAreInOrderEachByItself() {
		Checksum checksum = Checksum.of(2);
		Quad.of(Checksum.first(1)).addTo(checksum);
		Quad.of(Checksum.first(0)).addTo(checksum);
		Quad.of(Checksum.first(1) + 1).addTo(checksum);
		checksum.check(1, 2);
		assertThatIllegalStateException().isThrownBy(() -> checksum.check(2, 1)).withMessageContaining("events=3");
	}

	@Test
	void whenEventOfOneOfSeveralIsOutOfOrderSaysSo() {
		Checksum checksum = Checksum.of(2);
		Quad.of(Checksum.first(1) + 1).addTo(checksum);
		Quad.of(Checksum.first(1)).addTo(checksum);
		Quad.of(Checksum.first(7)).addTo(checksum);
		assertThatIllegalStateException().isThrownBy(() -> checksum.check(0, 2)).withMessageContaining("outOfOrder=3");
	}

}
