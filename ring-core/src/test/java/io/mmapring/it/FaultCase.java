package io.mmapring.it;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A process that gets to a point in a form, for the how manieth time.
 */
record FaultCase(FaultPoint point, Form form) {

	static final int SLOTS = 64;

	static List<FaultCase> all() {
		List<FaultCase> all = new ArrayList<>();
		Arrays.stream(FaultPoint.values())
			.forEach((point) -> point.forms().forEach((form) -> all.add(new FaultCase(point, form))));
		return all;
	}

	static FaultCase parse(String text) {
		String[] words = text.split(" ", -1);
		return new FaultCase(FaultPoint.valueOf(words[0]), Form.valueOf(words[1]));
	}

	/** How often the process gets there before it counts, and that time too. */
	int occurrence() {
		return switch (this.point) {
			case FILLING, ALONE_FILLING -> (this.form.events + 1) / 2;
			case FOLLOWS, ALONE_FOLLOWS, SWEEPING -> (this.form.slots + 1) / 2;
			case ABANDONED -> this.form.slots;
			case BEFORE_HANDLER, AFTER_HANDLER -> this.form.before + (this.form.slots + 1) / 2;
			case BEFORE_POSITION, AFTER_POSITION -> storesEach() ? this.form.before + 3 : 1;
			case BEFORE_FLOOR, AFTER_FLOOR -> SLOTS / 2;
			default -> 1;
		};
	}

	/** A consumer that stores its position behind each event. */
	boolean storesEach() {
		return this.form == Form.WRAP;
	}

	@Override
	public String toString() {
		return this.point + " " + this.form;
	}

	/** Where in the ring, and how much of it at once. */
	enum Form {

		/** One slot, at the start. */
		FIRST(0, 1, 1),
		/** Several slots. */
		BATCH(0, 5, 5),
		/** Several slots across the end of the ring, in its second lap. */
		WRAP(2 * SLOTS - 2, 5, 5),
		/** The same, with one event in them. */
		LARGE(2 * SLOTS - 2, 5, 1),
		/** All slots. */
		FULL(0, SLOTS, SLOTS);

		/** Events that pass before. */
		final int before;

		final int slots;

		final int events;

		Form(int before, int slots, int events) {
			this.before = before;
			this.slots = slots;
			this.events = events;
		}

	}

}
