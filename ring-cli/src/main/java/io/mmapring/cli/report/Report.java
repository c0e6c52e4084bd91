package io.mmapring.cli.report;

import java.io.PrintWriter;
import java.util.Map;

/**
 * Where a command says what it found: lines for people, or JSON.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class Report {

	private final PrintWriter out;

	private final boolean json;

	/**
	 * Prepare to write.
	 * @param out where to
	 * @param json whether JSON is wanted
	 */
	public Report(PrintWriter out, boolean json) {
		this.out = out;
		this.json = json;
	}

	/**
	 * Whether JSON is wanted.
	 * @return whether nothing else may be written
	 */
	public boolean isJson() {
		return this.json;
	}

	/**
	 * Write a line for people.
	 * @param line the line
	 */
	public void line(String line) {
		this.out.println(printable(line));
		this.out.flush();
	}

	/**
	 * Write a table for people.
	 * @param table the table
	 */
	public void table(Table table) {
		table.lines().forEach(this.out::println);
		this.out.flush();
	}

	/**
	 * Write the one JSON object of a command.
	 * @param value the object
	 */
	public void json(Map<String, ?> value) {
		this.out.println(Json.indented(value));
		this.out.flush();
	}

	/**
	 * Write one of many JSON objects, each in a line.
	 * @param value the object
	 */
	public void jsonLine(Map<String, ?> value) {
		this.out.println(Json.line(value));
		this.out.flush();
	}

	/**
	 * Whether nobody reads any more.
	 * @return whether writing has failed
	 */
	public boolean isClosed() {
		return this.out.checkError();
	}

	/**
	 * A text that does nothing to a terminal, whatever a file held.
	 * @param text the text
	 * @return the same with a question mark for each control character
	 */
	public static String printable(String text) {
		StringBuilder printable = new StringBuilder(text.length());
		text.codePoints().forEach((character) -> printable.appendCodePoint(isPrintable(character) ? character : '?'));
		return printable.toString();
	}

	private static boolean isPrintable(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

}
