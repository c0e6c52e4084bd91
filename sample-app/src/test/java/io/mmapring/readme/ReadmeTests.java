package io.mmapring.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README shows what runs, and leads to what is there.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReadmeTests {

	private static final Path README = Path.of("../README.md");

	private static final Path SHOP = Path.of("src/test/java/io/mmapring/readme/Shop.java");

	private static final Path TESTING = Path.of("../docs/testing.md");

	private static final Path ALERTS = Path.of("src/test/java/io/mmapring/sample/AlertsTests.java");

	private static final Path MINIMAL = Path.of("../minimal-app/pom.xml");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)\\)");

	@Test
	void exampleRuns(@TempDir Path folder, CapturedOutput output) {
		SpringApplicationBuilder shop = new SpringApplicationBuilder(Shop.class);
		// another name: the sample's configuration is not the shop's
		try (ConfigurableApplicationContext context = shop.run("--spring.config.name=shop",
				"--spring.main.web-application-type=none", "--ring.directory=" + folder)) {
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> output.getOut().contains("journal: "));
			assertThat(context.isRunning()).isTrue();
		}
		String order = "OrderPlaced[id=1, quantity=10, price=9.5, symbol=ACME]";
		assertThat(output.getOut()).contains("risk: 0 " + order).contains("journal: [" + order + "]");
	}

	@Test
	void exampleIsTheOneThatRuns() throws IOException {
		assertThat(Snippets.page(README, "shop")).isNotEmpty().isEqualTo(Snippets.source(SHOP, "shop"));
	}

	@Test
	void testInTheGuideIsTheOneThatRuns() throws IOException {
		assertThat(Snippets.page(TESTING, "alerts")).isNotEmpty().isEqualTo(Snippets.source(ALERTS, "alerts"));
	}

	@Test
	void buildInTheGuideIsTheOneThatBuilds() throws IOException {
		assertThat(Snippets.page(TESTING, "ahead-of-time")).isNotEmpty()
			.isEqualTo(Snippets.build(MINIMAL, "ahead-of-time"));
	}

	@Test
	void linksLeadToFiles() throws IOException {
		Matcher link = LINK.matcher(Files.readString(README));
		assertThat(link.results().map((result) -> README.resolveSibling(result.group(1)))).isNotEmpty()
			.allSatisfy((path) -> assertThat(path).exists());
	}

}
