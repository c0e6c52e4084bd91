package io.mmapring.spring.endpoint;

import java.time.Duration;

import io.mmapring.spring.AckMode;
import io.mmapring.spring.StartPosition;
import io.mmapring.spring.StartupFailure;
import io.mmapring.wait.WaitStrategy;

/**
 * How a listener is run.
 *
 * @param autoStartup whether to start with the application
 * @param maxBatchSize most events of one batch
 * @param ackMode when to store how far the group is
 * @param startFrom where a new group starts
 * @param waitStrategy how to wait for events
 * @param errors what to do when the method throws
 * @param drain whether to take what is in the ring before stopping
 * @param stopTimeout how long to wait for that
 * @param sharing how it shares its group with others
 * @param startupFailure what follows when it cannot have its group
 * @param idleEventInterval after how long without events to say so; zero for never
 * @param virtualThreads whether its threads are virtual ones
 */
public record ListenerSettings(boolean autoStartup, int maxBatchSize, AckMode ackMode, StartPosition startFrom,
		WaitStrategy waitStrategy, ErrorSettings errors, boolean drain, Duration stopTimeout, ListenerSharing sharing,
		StartupFailure startupFailure, Duration idleEventInterval, boolean virtualThreads) {
}
