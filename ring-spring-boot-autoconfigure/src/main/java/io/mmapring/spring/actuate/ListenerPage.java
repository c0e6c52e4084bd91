package io.mmapring.spring.actuate;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint says of one listener. What is {@code null} is left out.
 *
 * @param listener its id
 * @param ring its ring
 * @param state what it does
 * @param culprit who or what is in its way, or what it does to others
 * @param findings all that is worth knowing of its group
 * @param handling sequence of the event that its method has, or had last
 * @param withoutProgressSeconds for how long it has had events to take without getting on
 * @param laggingForSeconds for how long it has lagged
 * @param delivered events it has handled
 * @param errors events it has failed at
 * @param retries calls with what it had failed at before
 * @param skipped events that were passed over
 * @param deadLetters events that became dead letters
 * @param lost what was overwritten before it could see it, an observer
 * @param unacknowledged events it has and has not acknowledged
 * @param oldestUnacknowledged the oldest of these
 * @param unacknowledgedForSeconds for how long that is the oldest
 * @param lastError what failed last
 * @param group its group in the ring
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ListenerPage(String listener, String ring, String state, RingPage.@Nullable Finding culprit,
		List<RingPage.Finding> findings, @Nullable Long handling, double withoutProgressSeconds,
		double laggingForSeconds, long delivered, long errors, long retries, long skipped, long deadLetters, long lost,
		int unacknowledged, @Nullable Long oldestUnacknowledged, @Nullable Double unacknowledgedForSeconds,
		@Nullable LastError lastError, RingPage.@Nullable Group group) {

	/**
	 * An error of a listener.
	 *
	 * @param sequence of the event, if it was an event's fault
	 * @param exception class and message
	 * @param at when
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record LastError(@Nullable Long sequence, String exception, Instant at) {
	}

}
