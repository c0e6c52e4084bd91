package io.mmapring.model;

/**
 * One process of a model: a state machine that takes one step at a time. Whatever a step
 * reads and changes of the variables that it shares with others happens at once.
 */
abstract class Actor {

	private final String name;

	/** Index of the variable that says which step comes next. */
	private final int next;

	Actor(String name, int next) {
		this.name = name;
		this.next = next;
	}

	final String name() {
		return this.name;
	}

	final int next() {
		return this.next;
	}

	/** Go on with a step, now that one was taken. */
	final boolean go(int[] v, Enum<?> step) {
		v[this.next] = Variables.number(step);
		return true;
	}

	final boolean is(int[] v, Enum<?> step) {
		return v[this.next] == Variables.number(step);
	}

	/**
	 * Take the next step.
	 * @param v the values of all variables, to be changed
	 * @param choice what is left open
	 * @return {@code false} if the step, with these picks, cannot be taken now
	 * @throws Violation if what the model asserts does not hold
	 */
	abstract boolean step(int[] v, Choice choice);

	/** Whether the process may stay where it is for ever. */
	abstract boolean mayStop(int[] v);

}
