package io.mmapring.spring.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mmapring.spring.AckMode;
import io.mmapring.spring.ErrorPolicy;
import io.mmapring.spring.ListenerMode;
import io.mmapring.spring.StartPosition;
import io.mmapring.spring.StartupFailure;
import io.mmapring.wait.WaitStrategy;

/**
 * Configuration of one listener; what is left out is as for all.
 */
public class ListenerOverride {

	/**
	 * Whether to start the listener with the application.
	 */
	private @Nullable Boolean autoStartup;

	/**
	 * When to store how far a group is.
	 */
	private @Nullable AckMode ackMode;

	/**
	 * Most events of one batch.
	 */
	private @Nullable Integer maxBatchSize;

	/**
	 * How to wait for events.
	 */
	private @Nullable WaitStrategy waitStrategy;

	/**
	 * Where a group starts that the ring does not know yet.
	 */
	private @Nullable StartPosition startFrom;

	/**
	 * What to do when another process runs the group.
	 */
	private @Nullable ListenerMode mode;

	/**
	 * Threads of this process that take events of a group.
	 */
	private @Nullable Integer concurrency;

	/**
	 * Shards of a group, the same in all processes. By default 16 if its load is shared,
	 * else 1.
	 */
	private @Nullable Integer shards;

	/**
	 * Component, '#keyHash' or expression that events are shared by. By default the
	 * component with @RingKey, else each goes by itself.
	 */
	private @Nullable String shardBy;

	/**
	 * What follows when a listener cannot have its group.
	 */
	private @Nullable StartupFailure startupFailure;

	/**
	 * Time without events after which to publish that a listener is idle, and again after
	 * each. Never if 0.
	 */
	private @Nullable Duration idleEventInterval;

	/**
	 * Whether listeners run on virtual threads where their wait strategy parks. By
	 * default as 'spring.threads.virtual.enabled'.
	 */
	private @Nullable Boolean virtualThreads;

	/**
	 * Cores that its threads are kept on, one for each: numbers or ranges.
	 */
	private @Nullable List<String> cores;

	/**
	 * Whether to observe what is handled. By default as for the ring.
	 */
	private @Nullable Boolean observationEnabled;

	private final Errors error = new Errors();

	private final Shutdown shutdown = new Shutdown();

	private final ListenerHealthConfig health = new ListenerHealthConfig();

	public @Nullable Boolean getAutoStartup() {
		return this.autoStartup;
	}

	public void setAutoStartup(@Nullable Boolean autoStartup) {
		this.autoStartup = autoStartup;
	}

	public @Nullable AckMode getAckMode() {
		return this.ackMode;
	}

	public void setAckMode(@Nullable AckMode ackMode) {
		this.ackMode = ackMode;
	}

	public @Nullable Integer getMaxBatchSize() {
		return this.maxBatchSize;
	}

	public void setMaxBatchSize(@Nullable Integer maxBatchSize) {
		this.maxBatchSize = maxBatchSize;
	}

	public @Nullable WaitStrategy getWaitStrategy() {
		return this.waitStrategy;
	}

	public void setWaitStrategy(@Nullable WaitStrategy waitStrategy) {
		this.waitStrategy = waitStrategy;
	}

	public @Nullable StartPosition getStartFrom() {
		return this.startFrom;
	}

	public void setStartFrom(@Nullable StartPosition startFrom) {
		this.startFrom = startFrom;
	}

	public @Nullable ListenerMode getMode() {
		return this.mode;
	}

	public void setMode(@Nullable ListenerMode mode) {
		this.mode = mode;
	}

	public @Nullable Integer getConcurrency() {
		return this.concurrency;
	}

	public void setConcurrency(@Nullable Integer concurrency) {
		this.concurrency = concurrency;
	}

	public @Nullable Integer getShards() {
		return this.shards;
	}

	public void setShards(@Nullable Integer shards) {
		this.shards = shards;
	}

	public @Nullable String getShardBy() {
		return this.shardBy;
	}

	public void setShardBy(@Nullable String shardBy) {
		this.shardBy = shardBy;
	}

	public Errors getError() {
		return this.error;
	}

	public @Nullable Duration getIdleEventInterval() {
		return this.idleEventInterval;
	}

	public void setIdleEventInterval(@Nullable Duration idleEventInterval) {
		this.idleEventInterval = idleEventInterval;
	}

	public @Nullable Boolean getVirtualThreads() {
		return this.virtualThreads;
	}

	public void setVirtualThreads(@Nullable Boolean virtualThreads) {
		this.virtualThreads = virtualThreads;
	}

	public @Nullable List<String> getCores() {
		return this.cores;
	}

	public void setCores(@Nullable List<String> cores) {
		this.cores = cores;
	}

	public @Nullable Boolean getObservationEnabled() {
		return this.observationEnabled;
	}

	public void setObservationEnabled(@Nullable Boolean observationEnabled) {
		this.observationEnabled = observationEnabled;
	}

	public @Nullable StartupFailure getStartupFailure() {
		return this.startupFailure;
	}

	public void setStartupFailure(@Nullable StartupFailure startupFailure) {
		this.startupFailure = startupFailure;
	}

	public Shutdown getShutdown() {
		return this.shutdown;
	}

	public ListenerHealthConfig getHealth() {
		return this.health;
	}

	/**
	 * What follows an exception of a listener.
	 */
	public static class Errors {

		/**
		 * What to do when the listener's method throws.
		 */
		private @Nullable ErrorPolicy policy;

		/**
		 * How often to hand an event over at most before that.
		 */
		private @Nullable Integer maxAttempts;

		/**
		 * Time to wait before the second attempt.
		 */
		private @Nullable Duration backOff;

		/**
		 * By how much longer to wait before each further attempt.
		 */
		private @Nullable Double multiplier;

		/**
		 * Longest time to wait before an attempt.
		 */
		private @Nullable Duration maxDelay;

		/**
		 * Ring for events that could not be handled.
		 */
		private @Nullable String deadLetterRing;

		/**
		 * Exceptions that further attempts would not help against.
		 */
		private @Nullable List<Class<? extends Throwable>> notRetryable;

		public @Nullable ErrorPolicy getPolicy() {
			return this.policy;
		}

		public void setPolicy(@Nullable ErrorPolicy policy) {
			this.policy = policy;
		}

		public @Nullable Integer getMaxAttempts() {
			return this.maxAttempts;
		}

		public void setMaxAttempts(@Nullable Integer maxAttempts) {
			this.maxAttempts = maxAttempts;
		}

		public @Nullable Duration getBackOff() {
			return this.backOff;
		}

		public void setBackOff(@Nullable Duration backOff) {
			this.backOff = backOff;
		}

		public @Nullable Double getMultiplier() {
			return this.multiplier;
		}

		public void setMultiplier(@Nullable Double multiplier) {
			this.multiplier = multiplier;
		}

		public @Nullable Duration getMaxDelay() {
			return this.maxDelay;
		}

		public void setMaxDelay(@Nullable Duration maxDelay) {
			this.maxDelay = maxDelay;
		}

		public @Nullable String getDeadLetterRing() {
			return this.deadLetterRing;
		}

		public void setDeadLetterRing(@Nullable String deadLetterRing) {
			this.deadLetterRing = deadLetterRing;
		}

		public @Nullable List<Class<? extends Throwable>> getNotRetryable() {
			return this.notRetryable;
		}

		public void setNotRetryable(@Nullable List<Class<? extends Throwable>> notRetryable) {
			this.notRetryable = notRetryable;
		}

	}

	/**
	 * How a listener stops.
	 */
	public static class Shutdown {

		/**
		 * Whether to take what is in the ring before stopping.
		 */
		private @Nullable Boolean drain;

		/**
		 * Time to wait for the listener to stop.
		 */
		private @Nullable Duration timeout;

		public @Nullable Boolean getDrain() {
			return this.drain;
		}

		public void setDrain(@Nullable Boolean drain) {
			this.drain = drain;
		}

		public @Nullable Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(@Nullable Duration timeout) {
			this.timeout = timeout;
		}

	}

}
