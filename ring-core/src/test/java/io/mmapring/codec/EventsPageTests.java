package io.mmapring.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page on events shows what is tested.
 */
class EventsPageTests {

	private static final Path SOURCES = Path.of("src/test/java/io/mmapring/codec");

	private static final Path PAGE = Path.of("../docs/events.md");

	@ParameterizedTest
	@CsvSource({ "record, Flight.java", "event, RecordCodecTests.java", "bytes, RecordCodecTests.java",
			"layout, RecordCodecTests.java", "kinds, RecordKindsTests.java", "kinds-layout, RecordKindsTests.java",
			"view, OrderView.java", "view-use, ViewPageTests.java", "mixed, ../LargeEventTests.java",
			"headers, ../EventHeadersTests.java", "sbe, SbeTests.java", "stream, ../stream/RingStreamTests.java" })
	void exampleIsCutFromATest(String tag, String file) throws IOException {
		List<String> tested = between(SOURCES.resolve(file), "// tag::" + tag + "[]", "// end::" + tag + "[]");
		List<String> shown = between(PAGE, "<!-- " + tag + " -->", "```");
		assertThat(shown).isNotEmpty().isEqualTo(tested);
	}

	private static List<String> between(Path file, String start, String end) throws IOException {
		return Files.readAllLines(file)
			.stream()
			.map(String::strip)
			.dropWhile((line) -> !line.equals(start))
			.skip(1)
			.filter((line) -> !line.equals("```java"))
			.takeWhile((line) -> !line.equals(end))
			.toList();
	}

}
