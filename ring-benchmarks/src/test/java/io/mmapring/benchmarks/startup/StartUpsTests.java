package io.mmapring.benchmarks.startup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Starts processes and applications; how long that takes is not asked here. */
@Timeout(120)
class StartUpsTests {

	@Test
	void measuresAttachingAndTheStartOfApplications() throws Exception {
		assertThat(new StartUps(1).run()).contains("a ring of 64 MiB")
			.contains("| open, with a producer and a consumer, first of a process | **", ", 20) | 20")
			.contains("| without the starter | **", "| added by starter, ring, sender and listener | **");
	}

	@Test
	void classPathsHaveWhatTheyAreNamedFor() {
		assertThat(ClassPaths.plain()).contains("spring-boot-").doesNotContain("/ring-core", "disruptor");
		assertThat(ClassPaths.withStarter()).contains("/spring-boot-", "/ring-core", "agrona", "asm-")
			.doesNotContain("disruptor", "actuator");
		assertThat(ClassPaths.ring()).contains("/ring-core", "agrona", "asm-").doesNotContain("/spring-core");
	}

}
