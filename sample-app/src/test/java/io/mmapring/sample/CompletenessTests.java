package io.mmapring.sample;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The journal's check.
 */
class CompletenessTests {

	private static final String CSV = "2001-01-01T00:47,66,1750,DTW,LAS";

	@Test
	void whenEachFlightCameOnceItIsComplete() {
		Completeness completeness = Completeness.NONE.with(flight(0), CSV).with(flight(1), CSV);
		assertThat(completeness).isEqualTo(new Completeness(2, 2, 0, 0, 0));
		assertThat(completeness.isComplete()).isTrue();
	}

	@Test
	void whenAFlightIsMissingItIsNotComplete() {
		Completeness completeness = Completeness.NONE.with(flight(0), CSV).with(flight(3), CSV);
		assertThat(completeness).isEqualTo(new Completeness(2, 4, 2, 0, 0));
		assertThat(completeness.isComplete()).isFalse();
	}

	@Test
	void whenAFlightComesAgainItIsLeftOut() {
		Completeness completeness = Completeness.NONE.with(flight(0), CSV).with(flight(0), CSV);
		assertThat(completeness).isEqualTo(new Completeness(1, 1, 0, 1, 0));
		assertThat(completeness.isComplete()).isTrue();
	}

	@Test
	void whenAFlightIsAlteredItIsNotComplete() {
		Completeness completeness = Completeness.NONE.with(flight(0), CSV.replace("66", "67"));
		assertThat(completeness).isEqualTo(new Completeness(1, 1, 0, 0, 1));
		assertThat(completeness.isComplete()).isFalse();
	}

	@Test
	void whenNothingCameItIsNotComplete() {
		assertThat(Completeness.NONE.isComplete()).isFalse();
	}

	private static Flight flight(long number) {
		return Flight.parse(1, number, CSV);
	}

}
