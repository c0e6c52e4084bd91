package io.mmapring.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** What can be measured besides throughput, by an option of its own. */
enum Kind {

	/** How long an event takes there and back. */
	ROUND_TRIPS,

	/** How long it takes to wake a consumer that blocks. */
	WAKE_UPS,

	/** What health and metrics cost. */
	OBSERVED,

	/** What an event costs as rings grow. */
	CURVES,

	/** What single steps cost one thread. */
	COSTS,

	/**
	 * How long it takes to attach, and what the starter adds to the start of an
	 * application.
	 */
	START_UP;

	/** Its option, and what the names of its files end with. */
	String option() {
		return "--" + words();
	}

	String words() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	static String options() {
		return Arrays.stream(values()).map(Kind::option).collect(Collectors.joining(", "));
	}

	static @Nullable Kind of(String option) {
		return Arrays.stream(values()).filter((kind) -> kind.option().equals(option)).findFirst().orElse(null);
	}

}
