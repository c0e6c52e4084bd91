package io.mmapring.benchmarks.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Who takes part. */
public sealed interface Contender {

	/**
	 * Its short name, for the command line.
	 * @return the key
	 */
	String key();

	/**
	 * Where its results stand.
	 * @return the table
	 */
	Table table();

	/**
	 * When it takes part.
	 * @return how early it is asked
	 */
	Rank rank();

	/**
	 * What it is called in tables.
	 * @return name and mode
	 */
	String name();

	/**
	 * Whether its sides are threads of one process.
	 * @param threads whether all are to be that can
	 * @return whether they are
	 */
	boolean betweenThreads(boolean threads);

	/**
	 * Have a scenario take part.
	 * @param key its short name
	 * @param table where its results stand
	 * @param scenario makes it
	 * @param options options of its JVMs
	 * @return who takes part
	 */
	static OfJava of(String key, Table table, Supplier<Scenario> scenario, String... options) {
		return new OfJava(key, table, Rank.FIRST, List.of(options), scenario);
	}

	/**
	 * A scenario in JVMs of its own.
	 *
	 * @param key its short name
	 * @param table where its results stand
	 * @param rank when it takes part
	 * @param options options of its JVMs
	 * @param scenario makes the scenario; asked late, so that a JVM holds only what it
	 * measures
	 */
	record OfJava(String key, Table table, Rank rank, List<String> options,
			Supplier<Scenario> scenario) implements Contender {

		/**
		 * The same at another time.
		 * @param rank when it takes part
		 * @return the same
		 */
		public OfJava as(Rank rank) {
			return new OfJava(this.key, this.table, rank, this.options, this.scenario);
		}

		/**
		 * Another one with the same scenario in JVMs with one more option.
		 * @param key its short name
		 * @param words what sets it apart
		 * @param option the option
		 * @return the other one
		 */
		public OfJava with(String key, String words, String option) {
			List<String> options = new ArrayList<>(this.options);
			options.add(option);
			return new OfJava(key, this.table, this.rank, options, () -> new Renamed(this.scenario.get(), words));
		}

		@Override
		public String name() {
			return this.scenario.get().name();
		}

		@Override
		public boolean betweenThreads(boolean threads) {
			return threads || !this.scenario.get().betweenProcesses();
		}

	}

	/**
	 * The program that is not Java, always between processes.
	 *
	 * @param key its short name
	 * @param table where its results stand
	 * @param rank when it takes part
	 * @param name what it is called in tables
	 * @param mode its argument
	 */
	record OfC(String key, Table table, Rank rank, String name, String mode) implements Contender {

		@Override
		public boolean betweenThreads(boolean threads) {
			return false;
		}

	}

}
