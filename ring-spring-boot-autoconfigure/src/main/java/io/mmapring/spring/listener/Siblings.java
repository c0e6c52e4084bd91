package io.mmapring.spring.listener;

import java.util.Collection;

import io.mmapring.spring.delivery.HandlingSource;

/** The listeners that run beside one another. */
interface Siblings {

	/**
	 * Who calls their steps.
	 * @return their driver
	 */
	ListenerDriver driver();

	/**
	 * Who is told what becomes of their events.
	 * @return has those that are told
	 */
	HandlingSource handlings();

	/**
	 * Whether one of the groups of a ring is run by this application.
	 * @param ring name of the ring
	 * @param groups names of the groups
	 * @return whether its thread runs
	 */
	boolean isAnyRunning(String ring, Collection<String> groups);

}
