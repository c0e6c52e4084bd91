package io.mmapring.benchmarks.report;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DurationsTests {

	@Test
	void hasMediansInOrderAndGoals() {
		Durations durations = new Durations(Map.of("slow", 20.0, "quick", 20.0));
		durations.add("slow", 10);
		durations.add("slow", 200);
		durations.add("slow", 30);
		durations.add("quick", -3.14);
		durations.add("other", 0.0123);
		assertThat(durations.table()).endsWith("""
				| slow | **30** (10 to 200, 3) | 20 (missed) |
				| quick | **-3.1** (-3.1 to -3.1, 1) | 20 |
				| other | **0.012** (0.012 to 0.012, 1) |  |
				""");
	}

}
