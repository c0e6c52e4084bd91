package io.mmapring.spring;

/** What a listener does when another process already runs its group. */
public enum ListenerMode {

	/** It fails to start, and says who runs the group. */
	EXCLUSIVE,

	/** It waits, and goes on where the other one stopped or died. */
	STANDBY,

	/**
	 * It looks on without being a group: it holds no producer back, and loses events when
	 * it is too slow.
	 */
	OBSERVER

}
