package io.mmapring.benchmarks.scenario;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who follows whom among the consumers of a scenario.
 *
 * @param key its short name
 * @param words what it is called, in words
 * @param following whom each consumer follows: numbers of others, lower ones; none if it
 * follows the producers
 * @param threads how many threads the consumers have together
 */
public record Arrangement(String key, String words, List<List<Integer>> following, int threads) {

	/** One consumer. */
	public static final Arrangement ONE = new Arrangement("one", "", List.of(List.of()), 1);

	/** Three, each behind the one before. */
	public static final Arrangement PIPELINE = new Arrangement("pipeline", "pipeline of three",
			List.of(List.of(), List.of(0), List.of(1)), 3);

	/** Three, the last behind both others. */
	public static final Arrangement DIAMOND = new Arrangement("diamond", "diamond of three",
			List.of(List.of(), List.of(), List.of(0, 1)), 3);

	/** Three, each by itself. */
	public static final Arrangement BROADCAST = new Arrangement("broadcast", "broadcast to three",
			Collections.nCopies(3, List.of()), 3);

	/**
	 * Consumers each by itself that one thread serves in turns, see {@link InTurns}.
	 * @param consumers how many
	 * @return the arrangement
	 */
	public static Arrangement inTurns(int consumers) {
		return new Arrangement("in-turns", "broadcast to %d in one thread".formatted(consumers),
				Collections.nCopies(consumers, List.of()), 1);
	}

	/**
	 * How many consumers there are.
	 * @return their number
	 */
	public int consumers() {
		return this.following.size();
	}

	/**
	 * Whom a consumer follows.
	 * @param consumer its number, from 0
	 * @return numbers of others, lower ones; empty if it follows the producers
	 */
	public List<Integer> after(int consumer) {
		return this.following.get(consumer);
	}

	/**
	 * Whom no other consumer follows.
	 * @return their numbers: the producers wait for these
	 */
	public List<Integer> last() {
		return IntStream.range(0, consumers())
			.filter((consumer) -> this.following.stream().noneMatch((others) -> others.contains(consumer)))
			.boxed()
			.toList();
	}

}
