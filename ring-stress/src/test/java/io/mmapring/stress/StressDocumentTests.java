package io.mmapring.stress;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.infra.runners.TestList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of pairs and stress tests names all tests, and no others.
 */
class StressDocumentTests {

	private static final Pattern NAME = Pattern.compile("`(\\w+Stress\\.\\w+)`");

	@Test
	void theTableNamesEachTest() throws Exception {
		String document = Files.readString(Path.of("../docs/protocol/README.md"));
		Set<String> named = NAME.matcher(document)
			.results()
			.map((MatchResult match) -> match.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(named).containsExactlyInAnyOrderElementsOf(
				TestList.tests().stream().map((name) -> name.replaceFirst("^.*\\.(\\w+\\.\\w+)$", "$1")).toList());
	}

}
