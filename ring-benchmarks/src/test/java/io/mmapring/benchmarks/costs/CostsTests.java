package io.mmapring.benchmarks.costs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** The steps can be measured; what they cost is not asked here. */
@Timeout(120)
class CostsTests {

	@Test
	void measuresStepsOfAllKindsOfEvents() throws Exception {
		String text = new Costs(0, 10).run();
		for (String events : new String[] { "bytes", "views", "records" }) {
			for (String step : new String[] { "publish", "publishBatch", "publishBatchAndPoll", "pollNothing" }) {
				assertThat(text).containsPattern(
						"\\| %s, %s \\| [0-9.]+ \\| (NaN|[0-9.]+) \\| [0-9.]+ \\|".formatted(step, events));
			}
		}
	}

}
