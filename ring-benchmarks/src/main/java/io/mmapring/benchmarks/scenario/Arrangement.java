package io.mmapring.benchmarks.scenario;

import java.util.List;

/** Who follows whom among the consumers of a scenario. */
public enum Arrangement {

	/** One consumer. */
	ONE("", 1),

	/** Three, each behind the one before. */
	PIPELINE("pipeline of three", 3),

	/** Three, the last behind both others. */
	DIAMOND("diamond of three", 3),

	/** Three, each by itself. */
	BROADCAST("broadcast to three", 3);

	private final String words;

	private final int consumers;

	Arrangement(String words, int consumers) {
		this.words = words;
		this.consumers = consumers;
	}

	/**
	 * What it is called.
	 * @return in words
	 */
	public String words() {
		return this.words;
	}

	/**
	 * How many consumers there are.
	 * @return their number
	 */
	public int consumers() {
		return this.consumers;
	}

	/**
	 * Whom a consumer follows.
	 * @param consumer its number, from 0
	 * @return numbers of others, lower ones; empty if it follows the producers
	 */
	public List<Integer> after(int consumer) {
		return switch (this) {
			case ONE, BROADCAST -> List.of();
			case PIPELINE -> (consumer == 0) ? List.of() : List.of(consumer - 1);
			case DIAMOND -> (consumer < 2) ? List.of() : List.of(0, 1);
		};
	}

	/**
	 * Whom no other consumer follows.
	 * @return their numbers: the producers wait for these
	 */
	public List<Integer> last() {
		return switch (this) {
			case ONE -> List.of(0);
			case PIPELINE, DIAMOND -> List.of(2);
			case BROADCAST -> List.of(0, 1, 2);
		};
	}

}
