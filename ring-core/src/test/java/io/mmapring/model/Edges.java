package io.mmapring.model;

import java.util.Arrays;

/**
 * The steps between the states of a model, and those states in which it may end.
 */
final class Edges {

	private static final int FIRST = 1024;

	private int[] from = new int[FIRST];

	private int[] to = new int[FIRST];

	private int[] ends = new int[FIRST];

	private int size;

	private int endsSize;

	void add(int from, int to) {
		if (this.size == this.from.length) {
			this.from = Arrays.copyOf(this.from, this.size * 2);
			this.to = Arrays.copyOf(this.to, this.size * 2);
		}
		this.from[this.size] = from;
		this.to[this.size++] = to;
	}

	void addEnd(int number) {
		if (this.endsSize == this.ends.length) {
			this.ends = Arrays.copyOf(this.ends, this.endsSize * 2);
		}
		this.ends[this.endsSize++] = number;
	}

	/**
	 * Go back from the ends, against the steps.
	 * @param states number of states
	 * @param arrivals how many steps lead to each
	 * @return the first state that was not met, or -1
	 */
	int firstWithoutEnd(int states, int[] arrivals) {
		int[] first = new int[states + 1];
		for (int number = 0; number < states; number++) {
			first[number + 1] = first[number] + arrivals[number];
		}
		int[] sources = new int[this.size];
		int[] filled = Arrays.copyOf(first, states);
		for (int edge = 0; edge < this.size; edge++) {
			sources[filled[this.to[edge]]++] = this.from[edge];
		}
		boolean[] met = new boolean[states];
		int[] queue = new int[states];
		int length = 0;
		for (int end = 0; end < this.endsSize; end++) {
			met[this.ends[end]] = true;
			queue[length++] = this.ends[end];
		}
		for (int taken = 0; taken < length; taken++) {
			for (int i = first[queue[taken]]; i < first[queue[taken] + 1]; i++) {
				if (!met[sources[i]]) {
					met[sources[i]] = true;
					queue[length++] = sources[i];
				}
			}
		}
		for (int number = 0; number < states; number++) {
			if (!met[number]) {
				return number;
			}
		}
		return -1;
	}

}
