package io.mmapring.spring.delivery;

import java.util.List;

/**
 * Events of a batch that are to become dead letters when they are met again.
 *
 * @param sequences their sequences, in order, at least one
 * @param cause why
 * @param attempts how often they were handed over
 */
record Doomed(List<Long> sequences, Throwable cause, int attempts) {

	long last() {
		return this.sequences.get(this.sequences.size() - 1);
	}

}
