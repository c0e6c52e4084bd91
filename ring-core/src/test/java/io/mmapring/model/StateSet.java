package io.mmapring.model;

import java.util.Arrays;

/**
 * Packed states, numbered in the order in which they were met, each with the state that
 * it was met from.
 */
final class StateSet {

	private static final int CHUNK_BITS = 16;

	private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

	private static final int FIRST_TABLE_BITS = 16;

	private static final int MOST_TABLE_BITS = 30;

	private static final long FACTOR = 0x9E3779B97F4A7C15L;

	private final int words;

	private long[][] states = new long[0][];

	private int[][] parents = new int[0][];

	/** Open addressing: number of the state plus one, or 0. */
	private int[] table = new int[1 << FIRST_TABLE_BITS];

	private int size;

	StateSet(int words) {
		this.words = words;
	}

	int size() {
		return this.size;
	}

	/**
	 * Add a state.
	 * @return its number if it is new, else minus one minus its number
	 */
	int add(long[] packed, int parent) {
		if (this.size > this.table.length / 4 * 3 && this.table.length < 1 << MOST_TABLE_BITS) {
			grow();
		}
		int mask = this.table.length - 1;
		int at = (int) hash(packed, 0) & mask;
		while (this.table[at] != 0) {
			int number = this.table[at] - 1;
			int from = (number & CHUNK_MASK) * this.words;
			if (Arrays.equals(this.states[number >> CHUNK_BITS], from, from + this.words, packed, 0, this.words)) {
				return -1 - number;
			}
			at = (at + 1) & mask;
		}
		int number = this.size++;
		int chunk = number >> CHUNK_BITS;
		if (chunk == this.states.length) {
			this.states = Arrays.copyOf(this.states, chunk + 1);
			this.parents = Arrays.copyOf(this.parents, chunk + 1);
			this.states[chunk] = new long[this.words << CHUNK_BITS];
			this.parents[chunk] = new int[1 << CHUNK_BITS];
		}
		System.arraycopy(packed, 0, this.states[chunk], (number & CHUNK_MASK) * this.words, this.words);
		this.parents[chunk][number & CHUNK_MASK] = parent;
		this.table[at] = number + 1;
		return number;
	}

	void get(int number, long[] packed) {
		System.arraycopy(this.states[number >> CHUNK_BITS], (number & CHUNK_MASK) * this.words, packed, 0, this.words);
	}

	int parent(int number) {
		return this.parents[number >> CHUNK_BITS][number & CHUNK_MASK];
	}

	private void grow() {
		int[] table = new int[this.table.length * 2];
		int mask = table.length - 1;
		for (int number = 0; number < this.size; number++) {
			long[] chunk = this.states[number >> CHUNK_BITS];
			int at = (int) hash(chunk, (number & CHUNK_MASK) * this.words) & mask;
			while (table[at] != 0) {
				at = (at + 1) & mask;
			}
			table[at] = number + 1;
		}
		this.table = table;
	}

	private long hash(long[] array, int from) {
		long hash = 0;
		for (int i = from; i < from + this.words; i++) {
			hash = (hash ^ array[i]) * FACTOR;
			hash ^= hash >>> 29;
		}
		return hash ^ (hash >>> 32);
	}

}
