package io.mmapring.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Names and ranges of a model's variables, and how a state, one value of each, is packed
 * into as few bits as they need.
 */
final class Variables {

	private static final int NO_LABELS = 0;

	private final List<String> names = new ArrayList<>();

	private final List<String[]> labels = new ArrayList<>();

	private int[] min = new int[NO_LABELS];

	private int[] max = new int[NO_LABELS];

	private int[] word = new int[NO_LABELS];

	private int[] shift = new int[NO_LABELS];

	private int[] bits = new int[NO_LABELS];

	private int usedBits;

	/**
	 * Add a variable.
	 * @return its index among the values
	 */
	int add(String name, int min, int max) {
		return add(name, min, max, new String[NO_LABELS]);
	}

	/** Add a variable that counts from 0 and whose values have names. */
	int add(String name, Enum<?>[] values) {
		String[] labels = Arrays.stream(values).map(Enum::name).toArray(String[]::new);
		return add(name, 0, values.length - 1, labels);
	}

	/**
	 * Add an array of variables.
	 * @return index of the first one
	 */
	int addArray(String name, int count, int min, int max) {
		int first = size();
		for (int i = 0; i < count; i++) {
			add(name + "[" + i + "]", min, max);
		}
		return first;
	}

	/** Add an array of variables whose values have names. */
	int addArray(String name, int count, Enum<?>[] values) {
		int first = size();
		for (int i = 0; i < count; i++) {
			add(name + "[" + i + "]", values);
		}
		return first;
	}

	/** A named value as a number; it is not kept beyond the run. */
	@SuppressWarnings("EnumOrdinal")
	static int number(Enum<?> value) {
		return value.ordinal();
	}

	private int add(String name, int min, int max, String[] labels) {
		int index = size();
		int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(max - min));
		int room = Long.SIZE - this.usedBits % Long.SIZE;
		if (bits > room) {
			this.usedBits += room;
		}
		this.min = append(this.min, min);
		this.max = append(this.max, max);
		this.bits = append(this.bits, bits);
		this.word = append(this.word, this.usedBits / Long.SIZE);
		this.shift = append(this.shift, this.usedBits % Long.SIZE);
		this.usedBits += bits;
		this.names.add(name);
		this.labels.add(labels);
		return index;
	}

	private static int[] append(int[] array, int value) {
		int[] longer = Arrays.copyOf(array, array.length + 1);
		longer[array.length] = value;
		return longer;
	}

	int size() {
		return this.names.size();
	}

	/** Number of longs of a packed state. */
	int words() {
		return (this.usedBits + Long.SIZE - 1) / Long.SIZE;
	}

	/**
	 * Pack a state.
	 * @throws IllegalStateException if a value is out of its range: the model is wrong
	 */
	void pack(int[] values, long[] packed) {
		Arrays.fill(packed, 0);
		for (int i = 0; i < this.min.length; i++) {
			int value = values[i];
			if (value < this.min[i] || value > this.max[i]) {
				throw new IllegalStateException("variable %s=%d (expected: %d to %d); give it another range"
					.formatted(this.names.get(i), value, this.min[i], this.max[i]));
			}
			packed[this.word[i]] |= (long) (value - this.min[i]) << this.shift[i];
		}
	}

	void unpack(long[] packed, int[] values) {
		for (int i = 0; i < this.min.length; i++) {
			long field = (packed[this.word[i]] >>> this.shift[i]) & ((1L << this.bits[i]) - 1);
			values[i] = (int) field + this.min[i];
		}
	}

	/** What changed from one state to another, for a trace. */
	String difference(int[] before, int[] after) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < before.length; i++) {
			if (before[i] != after[i]) {
				text.append(text.isEmpty() ? "" : ", ").append(this.names.get(i));
				text.append(' ').append(value(i, before[i])).append(" -> ").append(value(i, after[i]));
			}
		}
		return text.toString();
	}

	/** All values of a state. */
	String toString(int[] values) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < values.length; i++) {
			text.append(text.isEmpty() ? "" : ", ").append(this.names.get(i)).append('=').append(value(i, values[i]));
		}
		return text.toString();
	}

	/** A value as it is shown. */
	String value(int variable, int value) {
		String[] labels = this.labels.get(variable);
		return (labels.length != NO_LABELS) ? labels[value] : String.valueOf(value);
	}

}
