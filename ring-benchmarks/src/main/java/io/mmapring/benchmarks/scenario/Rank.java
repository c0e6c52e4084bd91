package io.mmapring.benchmarks.scenario;

/** Who is asked first, where time is short. */
public enum Rank {

	/** Takes part also in short runs. */
	FIRST,

	/** Takes part unless a run is short. */
	USUAL,

	/** Takes part only if asked for, or with all others. */
	ON_DEMAND

}
