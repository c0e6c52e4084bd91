package io.mmapring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages of promises and of features name tests that exist. */
class GuaranteesDocumentTests {

	private static final Path PAGE = Path.of("..", "docs", "guarantees.md");

	private static final Path FEATURES = Path.of("..", "docs", "features.md");

	/** A feature, who has it, whether it is here, and what shows it or why it is not. */
	private static final Pattern FEATURE = Pattern
		.compile("(?m)^\\| ([^|]+) \\|(?: [^|]+)? \\| ([^|]+) \\| ([^|]+) \\|$");

	/** A promise, what it rests on, what shows it. */
	private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");

	private static final Pattern TEST = Pattern.compile("`(\\w+(?:Tests|IT|Contract))(?:\\.(\\w+))?`");

	@Test
	void eachPromiseNamesTestsThatExist() throws IOException {
		List<MatchResult> rows = ROW.matcher(promises()).results().filter((row) -> isPromise(row.group(1))).toList();
		assertThat(rows).hasSizeGreaterThan(15);
		for (MatchResult row : rows) {
			List<MatchResult> tests = TEST.matcher(row.group(3)).results().toList();
			assertThat(tests).as(row.group(1)).isNotEmpty();
		}
		assertThatTestsExist(PAGE);
	}

	@Test
	void eachFeatureNamesTestsThatExistOrIsNotThere() throws IOException {
		List<MatchResult> rows = FEATURE.matcher(Files.readString(FEATURES))
			.results()
			.filter((row) -> !row.group(1).matches("feature|-+"))
			.toList();
		assertThat(rows).hasSizeGreaterThan(40);
		for (MatchResult row : rows) {
			boolean named = TEST.matcher(row.group(3)).find();
			assertThat(named).as(row.group()).isNotEqualTo(row.group(2).equals("no"));
		}
		assertThatTestsExist(FEATURES);
	}

	private static void assertThatTestsExist(Path page) throws IOException {
		for (MatchResult test : TEST.matcher(Files.readString(page)).results().toList()) {
			String method = test.group(2);
			assertThat(source(test.group(1))).as(test.group())
				.contains((method != null) ? "void " + method + "(" : "class " + test.group(1));
		}
	}

	/** The part of the page that people write, before what a run of the tests writes. */
	private static String promises() throws IOException {
		return Files.readString(PAGE).replaceAll("(?s)<!-- [a-z-]+ begin -->.*", "");
	}

	private static boolean isPromise(String cell) {
		return !cell.equals("promise") && !cell.startsWith("---");
	}

	private static String source(String test) throws IOException {
		List<Path> found = new ArrayList<>();
		try (Stream<Path> modules = Files.list(Path.of(".."))) {
			modules.map((module) -> module.resolve(Path.of("src", "test", "java")))
				.filter(Files::isDirectory)
				.forEach((tests) -> found.addAll(find(tests, test)));
		}
		assertThat(found).as(test).hasSize(1);
		return Files.readString(found.get(0));
	}

	private static List<Path> find(Path tests, String test) {
		try (Stream<Path> files = Files.walk(tests)) {
			return files.filter((file) -> file.endsWith(test + ".java")).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
