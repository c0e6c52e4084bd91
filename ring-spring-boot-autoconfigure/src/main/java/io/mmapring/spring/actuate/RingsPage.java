package io.mmapring.spring.actuate;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint says of all rings. What is {@code null} is left out.
 *
 * @param rings the rings by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RingsPage(Map<String, Summary> rings) {

	/**
	 * A ring, in short.
	 *
	 * @param state open, starting, closed or failed
	 * @param problem why it is not open
	 * @param culprit who blocks others, since when, and what to do
	 * @param warnings number of findings that somebody should look at
	 * @param slots its slots
	 * @param tail the next sequence to be claimed
	 * @param remaining slots that could be claimed now
	 * @param lags of its groups, by name
	 * @param listeners state of this application's listeners
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Summary(String state, @Nullable String problem, RingPage.@Nullable Finding culprit, int warnings,
			@Nullable Integer slots, @Nullable Long tail, @Nullable Long remaining, @Nullable Map<String, Long> lags,
			Map<String, String> listeners) {
	}

}
