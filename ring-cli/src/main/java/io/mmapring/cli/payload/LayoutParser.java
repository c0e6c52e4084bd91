package io.mmapring.cli.payload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the text of a layout: for example
 * {@code io.x.Flight: length 10; 0 departure long; 8 delay short}.
 */
final class LayoutParser {

	private static final String LENGTH = ": length ";

	private final String text;

	private int at;

	private LayoutParser(String text) {
		this.text = text;
	}

	/**
	 * Read a layout.
	 * @param text its text
	 * @return the components in their order
	 * @throws IllegalArgumentException if the text is no layout of components
	 * @throws ArithmeticException if it names sizes that cannot be
	 */
	static List<Component> parse(String text) {
		int length = text.indexOf(LENGTH);
		if (length < 0) {
			throw new IllegalArgumentException("layout=" + text + " (expected: one of components)");
		}
		LayoutParser parser = new LayoutParser(text);
		parser.at = length + LENGTH.length();
		parser.number();
		List<Component> components = new ArrayList<>();
		while (parser.at < text.length()) {
			parser.expect("; ");
			components.add(parser.component());
		}
		return components;
	}

	private Component component() {
		int offset = number();
		expect(" ");
		String name = word();
		expect(" ");
		return new Component(name, offset, kind());
	}

	private ValueKind kind() {
		ValueKind kind = single();
		while (has('[')) {
			expect("[");
			kind = ValueKinds.array(kind, number());
			expect("]");
		}
		return kind;
	}

	private ValueKind single() {
		String name = word();
		if (!has('(')) {
			return ValueKinds.simple(name);
		}
		expect("(");
		ValueKind kind = switch (name) {
			case "chars" -> ValueKinds.chars(number());
			case "bytes" -> ValueKinds.bytes(number());
			case "decimal" -> ValueKinds.decimal(number());
			case "optional" -> ValueKinds.optional(kind());
			case "enum" -> ValueKinds.enumeration(constants());
			case "record" -> record();
			default -> throw unexpected("a kind");
		};
		expect(")");
		return kind;
	}

	private List<String> constants() {
		List<String> constants = new ArrayList<>();
		while (!has(')')) {
			if (!constants.isEmpty()) {
				expect(", ");
			}
			constants.add(word());
		}
		return constants;
	}

	private ValueKind record() {
		List<Component> components = new ArrayList<>();
		while (!has(')')) {
			if (!components.isEmpty()) {
				expect(", ");
			}
			components.add(component());
		}
		int alignment = components.stream().mapToInt((one) -> one.kind().alignment()).max().orElse(1);
		int end = components.isEmpty() ? 0 : components.get(components.size() - 1).end();
		return new ValueKind(ValueKind.align(end, alignment), alignment, (event, start) -> {
			Map<String, Object> values = new LinkedHashMap<>();
			components.forEach((one) -> values.put(one.name(), one.kind().reader().read(event, start + one.at())));
			return values;
		});
	}

	private boolean has(char character) {
		return this.at < this.text.length() && this.text.charAt(this.at) == character;
	}

	private void expect(String expected) {
		if (!this.text.startsWith(expected, this.at)) {
			throw unexpected("'" + expected + "'");
		}
		this.at += expected.length();
	}

	private int number() {
		int start = this.at;
		while (this.at < this.text.length() && Character.isDigit(this.text.charAt(this.at))) {
			this.at++;
		}
		return Integer.parseInt(this.text.substring(start, this.at));
	}

	private String word() {
		int start = this.at;
		while (this.at < this.text.length() && Character.isJavaIdentifierPart(this.text.charAt(this.at))) {
			this.at++;
		}
		if (start == this.at) {
			throw unexpected("a name");
		}
		return this.text.substring(start, this.at);
	}

	private IllegalArgumentException unexpected(String expected) {
		return new IllegalArgumentException("layout=%s (expected: %s at %d)".formatted(this.text, expected, this.at));
	}

	/**
	 * A component in its place.
	 *
	 * @param name its name
	 * @param at its offset in bytes
	 * @param kind how its value lies
	 */
	record Component(String name, int at, ValueKind kind) {

		int end() {
			return Math.addExact(this.at, this.kind.size());
		}

	}

}
