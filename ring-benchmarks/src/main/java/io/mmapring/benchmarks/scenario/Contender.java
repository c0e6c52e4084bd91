package io.mmapring.benchmarks.scenario;

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
	 * Whether it takes part unless others are asked for.
	 * @return whether it is among those that always do
	 */
	boolean standard();

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
		return new OfJava(key, table, true, List.of(options), scenario);
	}

	/**
	 * A scenario in JVMs of its own.
	 *
	 * @param key its short name
	 * @param table where its results stand
	 * @param standard whether it always takes part
	 * @param options options of its JVMs
	 * @param scenario makes the scenario; asked late, so that a JVM holds only what it
	 * measures
	 */
	record OfJava(String key, Table table, boolean standard, List<String> options,
			Supplier<Scenario> scenario) implements Contender {

		/**
		 * The same, for who asks for it.
		 * @return the same, but not among those that always take part
		 */
		public OfJava onDemand() {
			return new OfJava(this.key, this.table, false, this.options, this.scenario);
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
	 * @param name what it is called in tables
	 * @param mode its argument
	 */
	record OfC(String key, Table table, String name, String mode) implements Contender {

		@Override
		public boolean standard() {
			return true;
		}

		@Override
		public boolean betweenThreads(boolean threads) {
			return false;
		}

	}

}
