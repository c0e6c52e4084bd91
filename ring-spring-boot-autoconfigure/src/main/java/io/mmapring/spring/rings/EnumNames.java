package io.mmapring.spring.rings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Names of constants as they are written in configuration. */
public final class EnumNames {

	private EnumNames() {
	}

	/**
	 * The names of a type's constants.
	 * @param type the type
	 * @return the names, in the order of the constants
	 */
	public static List<String> of(Class<?> type) {
		return Arrays.stream(type.getEnumConstants())
			.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.toList();
	}

}
