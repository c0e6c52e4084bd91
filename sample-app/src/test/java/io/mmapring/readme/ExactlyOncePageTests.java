package io.mmapring.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The recipe on the page is the one that is tested. */
class ExactlyOncePageTests {

	private static final Path PAGE = Path.of("../docs/exactly-once.md");

	private static final Path ACCOUNTS = Path.of("src/test/java/io/mmapring/recipe/Accounts.java");

	private static final Path SCHEMA = Path.of("src/test/resources/recipe/schema.sql");

	@ParameterizedTest
	@ValueSource(strings = { "payment", "booking" })
	void codeIsTheOneThatRuns(String snippet) throws IOException {
		assertThat(Snippets.page(PAGE, snippet)).isNotEmpty().isEqualTo(Snippets.source(ACCOUNTS, snippet));
	}

	@Test
	void tableIsTheOneThatIsUsed() throws IOException {
		String schema = Files.readString(SCHEMA).strip().indent(0);
		assertThat(Files.readString(PAGE))
			.contains(schema.substring(schema.indexOf("create table if not exists ring_")));
	}

}
