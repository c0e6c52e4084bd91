package io.mmapring.spring.autoconfigure;

/**
 * A part of a whole, written like {@code 90%}.
 *
 * @param ratio the part, 1 for the whole
 */
public record Percent(double ratio) {

	/**
	 * Read a percentage.
	 * @param text a number with or without a percent sign
	 * @return the part
	 * @throws IllegalArgumentException if it is not over 0 and at most 100
	 */
	public static Percent valueOf(String text) {
		String trimmed = text.trim();
		String digits = trimmed.endsWith("%") ? trimmed.substring(0, trimmed.length() - 1).trim() : trimmed;
		double percent = Double.NaN;
		try {
			percent = Double.parseDouble(digits);
		}
		catch (NumberFormatException ex) {
			// refused below
		}
		if (!(percent > 0 && percent <= 100)) {
			throw new IllegalArgumentException("percentage='" + text + "' (expected: over 0% and at most 100%)");
		}
		return new Percent(percent / 100);
	}

	static Percent of(double percent) {
		return new Percent(percent / 100);
	}

	@Override
	public String toString() {
		return this.ratio * 100 + "%";
	}

}
