package io.mmapring.minimal;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** A test of the application needs nothing of Ring's own. */
@SpringBootTest
@DirtiesContext
class MinimalContextTests {

	@TempDir
	static Path folder;

	@Autowired
	private TickSum sum;

	@DynamicPropertySource
	static void directory(DynamicPropertyRegistry registry) {
		registry.add("ring.directory", () -> folder);
	}

	@Test
	void ticksAreTakenWhenTheContextHasStarted() {
		assertThat(this.sum).hasToString("10000, sum 49995000");
		assertThat(folder.resolve("ticks")).isDirectory();
	}

}
