package io.mmapring.cli.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Text in columns: numbers at the right, all else at the left.
 */
public final class Table {

	private static final String GAP = "  ";

	private final List<List<String>> rows = new ArrayList<>();

	private final boolean[] right;

	/**
	 * Begin a table.
	 * @param titles titles of the columns; those of numbers begin with {@code >}
	 */
	public Table(String... titles) {
		this.right = new boolean[titles.length];
		List<String> row = new ArrayList<>();
		for (int i = 0; i < titles.length; i++) {
			String title = titles[i];
			boolean number = title.startsWith(">");
			this.right[i] = number;
			row.add(number ? title.substring(1) : title);
		}
		this.rows.add(row);
	}

	/**
	 * Add a row.
	 * @param cells as many as there are titles
	 */
	public void row(Object... cells) {
		List<String> row = new ArrayList<>();
		for (Object cell : cells) {
			row.add(Report.printable(cell.toString()));
		}
		this.rows.add(row);
	}

	List<String> lines() {
		int[] widths = new int[this.right.length];
		for (List<String> row : this.rows) {
			for (int i = 0; i < widths.length; i++) {
				widths[i] = Math.max(widths[i], row.get(i).length());
			}
		}
		return this.rows.stream().map((row) -> line(row, widths)).toList();
	}

	private String line(List<String> row, int[] widths) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < widths.length; i++) {
			String cell = row.get(i);
			String gap = " ".repeat(widths[i] - cell.length());
			boolean number = this.right[i];
			line.append((i > 0) ? GAP : "").append(number ? gap + cell : cell + gap);
		}
		return line.toString().stripTrailing();
	}

}
