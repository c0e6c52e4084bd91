package io.mmapring.model;

/**
 * What a visit of all states has shown.
 *
 * @param model name of the model, and how it was set
 * @param states number of states visited
 * @param transitions number of steps taken
 * @param tookMs how long it took, in milliseconds
 * @param everyRunEnds whether no state can be reached from itself
 * @param violation what did not hold, or nothing
 * @param trace the steps that lead there
 */
record CheckResult(String model, int states, long transitions, long tookMs, boolean everyRunEnds, String violation,
		String trace) {

	@Override
	public String toString() {
		return "model %s: %,d states, %,d steps, %,d ms, %s".formatted(this.model, this.states, this.transitions,
				this.tookMs, this.violation.isEmpty() ? (this.everyRunEnds ? "holds, every run ends" : "holds")
						: "violated: " + this.violation);
	}

}
