package io.mmapring.spring.endpoint;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.mmapring.process.Cores;
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
 * @param virtualThreads whether its threads are virtual ones, where the wait strategy
 * parks
 * @param cores what its threads are kept on, one each, or {@code null}
 * @param health when it counts as unhealthy, where that is set for it alone
 * @param observed whether to observe what it handles
 */
public record ListenerSettings(boolean autoStartup, int maxBatchSize, AckMode ackMode, StartPosition startFrom,
		WaitStrategy waitStrategy, ErrorSettings errors, boolean drain, Duration stopTimeout, ListenerSharing sharing,
		StartupFailure startupFailure, Duration idleEventInterval, boolean virtualThreads, @Nullable Cores cores,
		HealthOverrides health, boolean observed) {

	/**
	 * Whether virtual threads may run it: they are wanted, and the wait strategy lets
	 * others have the core.
	 * @return whether they may
	 */
	public boolean mayBeVirtual() {
		return this.virtualThreads && this.waitStrategy != WaitStrategy.BUSY_SPIN
				&& this.waitStrategy != WaitStrategy.YIELD;
	}

	/**
	 * Why its threads cannot have cores of their own, whatever the machine.
	 * @return the problem, or {@code null}
	 */
	@Nullable String coresProblem() {
		Cores cores = this.cores;
		if (cores == null) {
			return null;
		}
		int threads = this.sharing.concurrency();
		if (cores.numbers().size() != threads) {
			return "cores=%s with concurrency=%d (expected: one core for each thread)".formatted(cores, threads);
		}
		return mayBeVirtual()
				? "cores=%s with virtual-threads=true (expected: false, a virtual thread moves from thread to thread)"
					.formatted(cores)
				: null;
	}

}
