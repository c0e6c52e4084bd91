package io.mmapring.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads examples out of pages and sources, without their indentation. */
final class Snippets {

	private Snippets() {
	}

	/** The code of a page behind a marker. */
	static List<String> page(Path page, String name) throws IOException {
		return between(page, "<!-- " + name + " -->", "```");
	}

	/** The code of a source between its tags. */
	static List<String> source(Path source, String name) throws IOException {
		return between(source, "// tag::" + name + "[]", "// end::" + name + "[]");
	}

	/** The part of a build file between its tags. */
	static List<String> build(Path pom, String name) throws IOException {
		return between(pom, "<!-- tag::" + name + "[] -->", "<!-- end::" + name + "[] -->");
	}

	private static List<String> between(Path file, String start, String end) throws IOException {
		return Files.readAllLines(file)
			.stream()
			.map(String::strip)
			.filter((line) -> !line.isEmpty())
			.dropWhile((line) -> !line.equals(start))
			.skip(1)
			.filter((line) -> !line.matches("```[a-z]+"))
			.takeWhile((line) -> !line.equals(end))
			.toList();
	}

}
