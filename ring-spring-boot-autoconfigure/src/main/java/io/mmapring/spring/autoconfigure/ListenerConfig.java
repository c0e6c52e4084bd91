package io.mmapring.spring.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mmapring.spring.AckMode;
import io.mmapring.spring.ErrorPolicy;
import io.mmapring.spring.ListenerMode;
import io.mmapring.spring.StartPosition;
import io.mmapring.spring.StartupFailure;
import io.mmapring.wait.WaitStrategy;

/**
 * Configuration of all listeners.
 */
public class ListenerConfig {

	/**
	 * Whether to start listeners with the application.
	 */
	private boolean autoStartup = true;

	/**
	 * When to store how far a group is.
	 */
	private AckMode ackMode = AckMode.BATCH;

	/**
	 * Most events of one batch.
	 */
	private int maxBatchSize = 256;

	/**
	 * How to wait for events.
	 */
	private WaitStrategy waitStrategy = WaitStrategy.BACKOFF;

	/**
	 * Where a group starts that the ring does not know yet.
	 */
	private StartPosition startFrom = StartPosition.COMMITTED;

	/**
	 * What to do when another process runs the group.
	 */
	private ListenerMode mode = ListenerMode.EXCLUSIVE;

	/**
	 * Threads of this process that take events of a group.
	 */
	private int concurrency = 1;

	/**
	 * Shards of a group, the same in all processes. By default 16 if its load is shared,
	 * else 1.
	 */
	private @Nullable Integer shards;

	/**
	 * Component, '#keyHash' or expression that events are shared by. By default the
	 * component with @RingKey, else each goes by itself.
	 */
	private String shardBy = "";

	/**
	 * What follows when a listener cannot have its group.
	 */
	private StartupFailure startupFailure = StartupFailure.FAIL;

	/**
	 * Time without events after which to publish that a listener is idle, and again after
	 * each. Never if 0.
	 */
	private Duration idleEventInterval = Duration.ZERO;

	/**
	 * Whether listeners run on virtual threads where their wait strategy parks. By
	 * default as 'spring.threads.virtual.enabled'.
	 */
	private @Nullable Boolean virtualThreads;

	/**
	 * Cores that the threads of a listener are kept on, one for each: numbers or ranges.
	 */
	private List<String> cores = new ArrayList<>();

	/**
	 * Whether to observe what is handled. By default as for the ring.
	 */
	private @Nullable Boolean observationEnabled;

	private final Errors error = new Errors();

	private final Shutdown shutdown = new Shutdown();

	public boolean isAutoStartup() {
		return this.autoStartup;
	}

	public void setAutoStartup(boolean autoStartup) {
		this.autoStartup = autoStartup;
	}

	public AckMode getAckMode() {
		return this.ackMode;
	}

	public void setAckMode(AckMode ackMode) {
		this.ackMode = ackMode;
	}

	public int getMaxBatchSize() {
		return this.maxBatchSize;
	}

	public void setMaxBatchSize(int maxBatchSize) {
		this.maxBatchSize = maxBatchSize;
	}

	public WaitStrategy getWaitStrategy() {
		return this.waitStrategy;
	}

	public void setWaitStrategy(WaitStrategy waitStrategy) {
		this.waitStrategy = waitStrategy;
	}

	public StartPosition getStartFrom() {
		return this.startFrom;
	}

	public void setStartFrom(StartPosition startFrom) {
		this.startFrom = startFrom;
	}

	public ListenerMode getMode() {
		return this.mode;
	}

	public void setMode(ListenerMode mode) {
		this.mode = mode;
	}

	public int getConcurrency() {
		return this.concurrency;
	}

	public void setConcurrency(int concurrency) {
		this.concurrency = concurrency;
	}

	public @Nullable Integer getShards() {
		return this.shards;
	}

	public void setShards(@Nullable Integer shards) {
		this.shards = shards;
	}

	public String getShardBy() {
		return this.shardBy;
	}

	public void setShardBy(String shardBy) {
		this.shardBy = shardBy;
	}

	public Errors getError() {
		return this.error;
	}

	public Duration getIdleEventInterval() {
		return this.idleEventInterval;
	}

	public void setIdleEventInterval(Duration idleEventInterval) {
		this.idleEventInterval = idleEventInterval;
	}

	public @Nullable Boolean getVirtualThreads() {
		return this.virtualThreads;
	}

	public void setVirtualThreads(@Nullable Boolean virtualThreads) {
		this.virtualThreads = virtualThreads;
	}

	public List<String> getCores() {
		return this.cores;
	}

	public void setCores(List<String> cores) {
		this.cores = cores;
	}

	public @Nullable Boolean getObservationEnabled() {
		return this.observationEnabled;
	}

	public void setObservationEnabled(@Nullable Boolean observationEnabled) {
		this.observationEnabled = observationEnabled;
	}

	public StartupFailure getStartupFailure() {
		return this.startupFailure;
	}

	public void setStartupFailure(StartupFailure startupFailure) {
		this.startupFailure = startupFailure;
	}

	public Shutdown getShutdown() {
		return this.shutdown;
	}

	/**
	 * What follows an exception of a listener.
	 */
	public static class Errors {

		/**
		 * What to do when a listener's method throws.
		 */
		private ErrorPolicy policy = ErrorPolicy.SKIP;

		/**
		 * How often to hand an event over at most before that.
		 */
		private int maxAttempts = 1;

		/**
		 * Time to wait before the second attempt.
		 */
		private Duration backOff = Duration.ofMillis(10);

		/**
		 * By how much longer to wait before each further attempt.
		 */
		private double multiplier = 2;

		/**
		 * Longest time to wait before an attempt.
		 */
		private Duration maxDelay = Duration.ofSeconds(1);

		/**
		 * Ring for events that could not be handled.
		 */
		private String deadLetterRing = "";

		/**
		 * Exceptions that further attempts would not help against.
		 */
		private List<Class<? extends Throwable>> notRetryable = new ArrayList<>();

		public ErrorPolicy getPolicy() {
			return this.policy;
		}

		public void setPolicy(ErrorPolicy policy) {
			this.policy = policy;
		}

		public int getMaxAttempts() {
			return this.maxAttempts;
		}

		public void setMaxAttempts(int maxAttempts) {
			this.maxAttempts = maxAttempts;
		}

		public Duration getBackOff() {
			return this.backOff;
		}

		public void setBackOff(Duration backOff) {
			this.backOff = backOff;
		}

		public double getMultiplier() {
			return this.multiplier;
		}

		public void setMultiplier(double multiplier) {
			this.multiplier = multiplier;
		}

		public Duration getMaxDelay() {
			return this.maxDelay;
		}

		public void setMaxDelay(Duration maxDelay) {
			this.maxDelay = maxDelay;
		}

		public String getDeadLetterRing() {
			return this.deadLetterRing;
		}

		public void setDeadLetterRing(String deadLetterRing) {
			this.deadLetterRing = deadLetterRing;
		}

		public List<Class<? extends Throwable>> getNotRetryable() {
			return this.notRetryable;
		}

		public void setNotRetryable(List<Class<? extends Throwable>> notRetryable) {
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
		private boolean drain = true;

		/**
		 * Time to wait for a listener to stop.
		 */
		private Duration timeout = Duration.ofSeconds(20);

		public boolean isDrain() {
			return this.drain;
		}

		public void setDrain(boolean drain) {
			this.drain = drain;
		}

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

	}

}
