package io.mmapring.benchmarks.report;

import java.util.List;

/**
 * A ratio of medians that is looked for.
 *
 * @param key who is compared
 * @param to with whom
 * @param atLeast the ratio that is aimed at, 0 if none is
 */
record Goal(String key, String to, double atLeast) {

	/** All that are shown, as far as they were measured. */
	static final List<Goal> ALL = List.of(new Goal("raw", "disruptor", 2), new Goal("raw", "agrona", 3),
			new Goal("raw", "aeron", 3), new Goal("raw", "c", 1.5), new Goal("raw", "agrona-unchecked", 0),
			new Goal("raw-busy", "disruptor-busy", 1), new Goal("raw-busy", "c-busy", 0),
			new Goal("raw-batch", "disruptor-batch", 1), new Goal("raw-batch", "c-batch", 0),
			new Goal("raw-multi", "raw", 0), new Goal("view", "raw", 0), new Goal("record", "raw", 0),
			new Goal("view-batch", "raw-batch", 0), new Goal("record-batch", "raw-batch", 0),
			new Goal("spring-view", "raw", 0.5), new Goal("spring-view-observed", "spring-view", 0.97),
			new Goal("spring-values", "raw", 0.5), new Goal("spring-view-batch", "raw-batch", 0.5),
			new Goal("spring-view", "queue-channel", 20), new Goal("spring-view", "application-events", 0),
			new Goal("spring-view", "kafka", 0), new Goal("spring-values", "queue-channel", 20),
			new Goal("spring-record", "raw", 0), new Goal("spring-message", "raw", 0),
			new Goal("two", "disruptor-two", 2.5), new Goal("two", "agrona-two", 1.2), new Goal("two", "c-two", 1.2),
			new Goal("two-batch", "disruptor-two-batch", 1), new Goal("two-batch", "c-two-batch", 0),
			new Goal("pipeline", "disruptor-pipeline", 1), new Goal("diamond", "disruptor-diamond", 1),
			new Goal("broadcast", "disruptor-broadcast", 1), new Goal("pipeline-batch", "disruptor-pipeline-batch", 1),
			new Goal("diamond-batch", "disruptor-diamond-batch", 1),
			new Goal("broadcast-batch", "disruptor-broadcast-batch", 1));

}
