package io.mmapring.codec;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Compares layouts in words, as they are in a ring's file.
 */
final class LayoutText {

	/** Between components. */
	static final String SEPARATOR = "; ";

	/** Between the name of the type and its length. */
	static final String LENGTH = ": length ";

	private LayoutText() {
	}

	/**
	 * Why two layouts do not go together. They do if the one begins with the components
	 * of the other: appended components are passed over by readers that do not know them,
	 * and absent for readers of older events. Constants may be appended to an enum.
	 * @param found layout of the ring
	 * @param expected layout of this process
	 * @return the first difference, or {@code null} if they do
	 */
	static @Nullable String mismatch(String found, String expected) {
		if (found.equals(expected)) {
			return null;
		}
		int foundName = found.indexOf(LENGTH);
		int expectedName = expected.indexOf(LENGTH);
		if (foundName < 0 || expectedName < 0
				|| !found.substring(0, foundName).equals(expected.substring(0, expectedName))) {
			return difference("layout", found, expected);
		}
		List<String> foundParts = List.of(found.split(SEPARATOR));
		List<String> expectedParts = List.of(expected.split(SEPARATOR));
		for (int i = 1; i < Math.min(foundParts.size(), expectedParts.size()); i++) {
			if (!isSame(foundParts.get(i), expectedParts.get(i))) {
				return difference("component " + i, foundParts.get(i), expectedParts.get(i));
			}
		}
		return null;
	}

	private static boolean isSame(String found, String expected) {
		return found.equals(expected) || isLongerEnum(found, expected) || isLongerEnum(expected, found);
	}

	private static boolean isLongerEnum(String one, String other) {
		int constants = one.indexOf(" " + EnumKind.TEXT);
		return constants >= 0 && one.endsWith(")") && other.startsWith(one.substring(0, one.length() - 1) + ",")
				&& other.indexOf(')') == other.length() - 1;
	}

	private static String difference(String what, String found, String expected) {
		return what + "='" + found + "' (expected: '" + expected + "')";
	}

}
