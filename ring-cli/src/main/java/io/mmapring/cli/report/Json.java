package io.mmapring.cli.report;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, texts, numbers and booleans as JSON: in one line, or indented.
 */
final class Json {

	private static final String INDENT = "  ";

	private static final int FIRST_PRINTABLE = 0x20;

	private final StringBuilder out = new StringBuilder();

	private final boolean indented;

	private Json(boolean indented) {
		this.indented = indented;
	}

	static String line(Object value) {
		Json json = new Json(false);
		json.value(value, "");
		return json.out.toString();
	}

	static String indented(Object value) {
		Json json = new Json(true);
		json.value(value, "");
		return json.out.toString();
	}

	private void value(@Nullable Object value, String indent) {
		if (value instanceof Map<?, ?> map) {
			object(map, indent);
		}
		else if (value instanceof List<?> list) {
			array(list, indent);
		}
		else if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
			this.out.append("null");
		}
		else if (value == null || value instanceof Number || value instanceof Boolean) {
			this.out.append(value);
		}
		else {
			text(value.toString());
		}
	}

	private void object(Map<?, ?> map, String indent) {
		this.out.append('{');
		Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
		while (entries.hasNext()) {
			Map.Entry<?, ?> entry = entries.next();
			newLine(indent + INDENT);
			text(String.valueOf(entry.getKey()));
			this.out.append(this.indented ? ": " : ":");
			value(entry.getValue(), indent + INDENT);
			this.out.append(entries.hasNext() ? "," : "");
		}
		if (!map.isEmpty()) {
			newLine(indent);
		}
		this.out.append('}');
	}

	private void array(List<?> list, String indent) {
		this.out.append('[');
		Iterator<?> values = list.iterator();
		while (values.hasNext()) {
			newLine(indent + INDENT);
			value(values.next(), indent + INDENT);
			this.out.append(values.hasNext() ? "," : "");
		}
		if (!list.isEmpty()) {
			newLine(indent);
		}
		this.out.append(']');
	}

	private void newLine(String indent) {
		if (this.indented) {
			this.out.append('\n').append(indent);
		}
	}

	private void text(String text) {
		this.out.append('"');
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			switch (character) {
				case '"' -> this.out.append("\\\"");
				case '\\' -> this.out.append("\\\\");
				case '\n' -> this.out.append("\\n");
				case '\r' -> this.out.append("\\r");
				case '\t' -> this.out.append("\\t");
				default -> character(character);
			}
		}
		this.out.append('"');
	}

	private void character(char character) {
		// a lone half of a pair could not be written as UTF-8
		if (character < FIRST_PRINTABLE || Character.isSurrogate(character)
				|| Character.getType(character) == Character.CONTROL) {
			this.out.append("\\u%04x".formatted((int) character));
		}
		else {
			this.out.append(character);
		}
	}

}
