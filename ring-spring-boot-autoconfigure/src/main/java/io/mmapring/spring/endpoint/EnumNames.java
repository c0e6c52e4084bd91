package io.mmapring.spring.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Names of constants as they are written in configuration. */
final class EnumNames {

	private EnumNames() {
	}

	static List<String> of(Class<?> type) {
		return Arrays.stream(type.getEnumConstants())
			.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.toList();
	}

}
