package io.mmapring.spring.endpoint;

import java.time.Duration;
import java.util.Set;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

import io.mmapring.spring.ErrorPolicy;

/**
 * What follows an exception of a listener.
 *
 * @param policy what to do behind the last attempt
 * @param retries which exceptions are retried, how often, and how long to wait before
 * @param patience how long to wait before each attempt that an error handler asks for
 * @param deadLetterRing ring for events that could not be handled, or an empty text
 * @param longest for how long an event may be retried: other events wait meanwhile
 */
public record ErrorSettings(ErrorPolicy policy, RetryPolicy retries, BackOff patience, String deadLetterRing,
		Duration longest) {

	/**
	 * Whether there is a ring for events that could not be handled.
	 * @return whether there is
	 */
	public boolean hasDeadLetterRing() {
		return !this.deadLetterRing.isEmpty();
	}

	/**
	 * Describe retries.
	 * @param maxAttempts how often an event is handed over at most, from 1
	 * @param backOff time to wait before the second attempt
	 * @param multiplier by how much longer to wait before each further attempt
	 * @param maxDelay longest time to wait before an attempt
	 * @param notRetryable exceptions that would be thrown again
	 * @return the description
	 */
	public static RetryPolicy retries(int maxAttempts, Duration backOff, double multiplier, Duration maxDelay,
			Set<Class<? extends Throwable>> notRetryable) {
		return RetryPolicy.builder()
			.maxRetries(maxAttempts - 1L)
			.delay(backOff)
			.multiplier(multiplier)
			.maxDelay(maxDelay)
			.excludes(notRetryable)
			.build();
	}

	/**
	 * Time that an event waits between its attempts, the method's own time apart.
	 * @param retries the attempts
	 * @param limit where to stop counting
	 * @return the time of all attempts together, at most a little more than the limit
	 */
	public static Duration waiting(RetryPolicy retries, Duration limit) {
		BackOffExecution backOff = retries.getBackOff().start();
		long totalMs = 0;
		long nextMs = backOff.nextBackOff();
		while (nextMs != BackOffExecution.STOP && totalMs <= limit.toMillis()) {
			totalMs += nextMs;
			nextMs = backOff.nextBackOff();
		}
		return Duration.ofMillis(totalMs);
	}

}
