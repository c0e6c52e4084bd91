package io.mmapring.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sizes of a model and what may happen in it, under the names of the flags of its
 * specification.
 *
 * @param model name of the model
 * @param defaults what the specification sets without flags
 * @param changed what is set otherwise
 * @param mutant what is wrong
 */
record Settings(String model, Map<String, Integer> defaults, Map<String, Integer> changed, Enum<?> mutant) {

	/** What the specification sets without flags. */
	static Settings defaults(String model, Map<String, Integer> defaults, Enum<?> none) {
		return new Settings(model, Map.copyOf(defaults), Map.of(), none);
	}

	/**
	 * Set a flag.
	 * @throws IllegalArgumentException if the model has no such flag
	 */
	Settings with(String flag, int value) {
		get(flag);
		Map<String, Integer> changed = new LinkedHashMap<>(this.changed);
		changed.put(flag, value);
		return new Settings(this.model, this.defaults, changed, this.mutant);
	}

	Settings mutant(Enum<?> mutant) {
		return new Settings(this.model, this.defaults, this.changed, mutant);
	}

	int get(String flag) {
		Integer value = this.changed.getOrDefault(flag, this.defaults.get(flag));
		if (value == null) {
			throw new IllegalArgumentException(
					"model %s: flag=%s (expected: one of %s)".formatted(this.model, flag, this.defaults.keySet()));
		}
		return value;
	}

	boolean has(String flag) {
		return get(flag) != 0;
	}

	boolean is(Enum<?> mutant) {
		return this.mutant == mutant;
	}

	/** The flags for the specification that say the same. */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.model);
		this.changed.forEach((flag, value) -> text.append(" -D").append(flag).append('=').append(value));
		if (!this.mutant.name().equals("NONE")) {
			text.append(" -DMUT_").append(this.mutant.name());
		}
		return text.toString();
	}

}
