package io.mmapring.spring;

import java.util.List;

/**
 * What an {@link ImportRingProducers} names. A bean for the auto-configuration.
 */
public final class ImportedRingProducers {

	private final List<String> basePackages;

	private final List<Class<?>> types;

	/**
	 * Keep what is named.
	 * @param basePackages packages to look through
	 * @param types interfaces
	 */
	public ImportedRingProducers(String[] basePackages, Class<?>[] types) {
		this.basePackages = List.of(basePackages);
		this.types = List.of(types);
	}

	/**
	 * Packages to look through.
	 * @return their names
	 */
	public List<String> basePackages() {
		return this.basePackages;
	}

	/**
	 * Interfaces.
	 * @return the interfaces
	 */
	public List<Class<?>> types() {
		return this.types;
	}

}
