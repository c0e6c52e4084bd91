package io.mmapring.spring.listener;

/** Knows when rings count as unhealthy. */
@FunctionalInterface
public interface HealthLimitsSource {

	/**
	 * The limits of a ring and its listeners.
	 * @param ring name of the ring
	 * @return its limits
	 */
	HealthLimits limits(String ring);

}
