package io.mmapring.spring;

/** What a listener is doing. */
public enum RingListenerState {

	/** Not started, or stopped by the application. */
	STOPPED,

	/** Waits for its ring or its group, and tries again; see {@link StartupFailure}. */
	STARTING,

	/** Waits until the consumer of its group, in another process, stops or dies. */
	STANDBY,

	/** Takes events, or waits for them. */
	RUNNING,

	/** Keeps its group but takes no events. */
	PAUSED,

	/** Takes what was in the ring when it was stopped, or finishes its last event. */
	STOPPING,

	/** Stopped by an error. */
	FAILED,

	/** Stopped because its group was put out of the ring: it kept producers waiting. */
	EVICTED

}
