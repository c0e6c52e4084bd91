package io.mmapring.sample;

import java.util.Locale;

/**
 * Whether each flight came once, in its place and as it was sent.
 *
 * @param flights flights of the replay that came
 * @param next number of the next flight
 * @param missing flights that did not come
 * @param repeated flights that came again
 * @param altered flights that were not as they were sent
 */
record Completeness(long flights, long next, long missing, long repeated, long altered) {

	static final Completeness NONE = new Completeness(0, 0, 0, 0, 0);

	/** Flights below are known from before. */
	static Completeness from(long number) {
		return new Completeness(number, number, 0, 0, 0);
	}

	boolean isRepeated(Flight flight) {
		return flight.number() < this.next;
	}

	Completeness with(Flight flight, String expectedCsv) {
		long number = flight.number();
		if (isRepeated(flight)) {
			return new Completeness(this.flights, this.next, this.missing, this.repeated + 1, this.altered);
		}
		return new Completeness(this.flights + 1, number + 1, this.missing + number - this.next, this.repeated,
				this.altered + (flight.csv().equals(expectedCsv) ? 0 : 1));
	}

	boolean isComplete() {
		return this.flights > 0 && this.missing == 0 && this.altered == 0;
	}

	@Override
	public String toString() {
		String verdict = isComplete() ? "complete" : "NOT COMPLETE";
		return String.format(Locale.ROOT, "%s (%,d missing, %,d altered; %,d came again and were left out)", verdict,
				this.missing, this.altered, this.repeated);
	}

}
