package io.mmapring.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Expects of a model what its tests say, and tells in one line of the build's output what
 * came of it.
 *
 * @param <M> ways to get it wrong
 */
final class ModelReport<M extends Enum<M>> {

	private final String name;

	private final List<String> properties;

	private final Set<M> missed;

	private final int mutants;

	private int settings;

	private long states;

	/**
	 * Begin.
	 * @param name name of the model
	 * @param none no mutant
	 * @param properties what the model asserts
	 */
	ModelReport(String name, M none, String... properties) {
		this.name = name;
		this.properties = List.of(properties);
		this.missed = EnumSet.allOf(none.getDeclaringClass());
		this.missed.remove(none);
		this.mutants = this.missed.size();
	}

	/** Visit all states of the protocol as it is. */
	CheckResult assertHolds(Model model, int states) {
		CheckResult result = assertMayIdle(model, states);
		if (!model.mayIdle()) {
			// no cycle: survivors get on, whatever the scheduler does
			assertThat(result.everyRunEnds()).isTrue();
		}
		return result;
	}

	/** Visit all states of a protocol whose runs need not end. */
	CheckResult assertMayIdle(Model model, int states) {
		CheckResult result = Checker.check(model);
		assertThat(result.trace()).isEmpty();
		assertThat(result.states()).as("another number: the model was changed").isEqualTo(states);
		this.settings++;
		this.states += states;
		return result;
	}

	/** Expect a mutant to be found by one of the properties. */
	void assertFound(M mutant, Model model, String violation) {
		assertThat(this.properties).contains(violation);
		assertThat(Checker.check(model).violation()).isEqualTo(violation);
		this.missed.remove(mutant);
	}

	void print() {
		System.out.printf("MODEL %s: %d settings hold in %,d states; properties: %s; %d of %d mutants caught%n",
				this.name, this.settings, this.states, String.join(", ", this.properties),
				this.mutants - this.missed.size(), this.mutants);
	}

}
