package io.mmapring.model;

import java.util.List;

/** A protocol in small: variables, processes, and the state they begin in. */
interface Model {

	/** What it is and how it is set, for messages. */
	String name();

	Variables variables();

	List<Actor> actors();

	/** Set the first state; all values are 0. */
	void start(int[] v);

	/**
	 * Whether processes may look again and again while nothing changes. Then runs need
	 * not end, but from each state some run must.
	 */
	default boolean mayIdle() {
		return false;
	}

	/**
	 * Look at a state in which all processes have ended.
	 * @throws Violation if it is not one in which they should
	 */
	default void checkEnd(int[] v) {
	}

}
