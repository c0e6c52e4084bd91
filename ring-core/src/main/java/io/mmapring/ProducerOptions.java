package io.mmapring;

import java.time.Duration;
import java.util.Objects;

import io.mmapring.error.Check;
import io.mmapring.wait.WaitStrategy;

/**
 * What a producer does when the ring is full.
 *
 * @param onFull the policy
 * @param blockTimeout how long {@link OnFull#BLOCK} waits
 * @param waitStrategy how it waits
 * @param required groups that it does not want to be without
 */
public record ProducerOptions(OnFull onFull, Duration blockTimeout, WaitStrategy waitStrategy,
		RequiredGroups required) {

	/** Wait up to five seconds, backing off. */
	public static final ProducerOptions DEFAULT = new ProducerOptions(OnFull.BLOCK, Duration.ofSeconds(5),
			WaitStrategy.BACKOFF);

	/**
	 * Check the values.
	 * @param onFull the policy
	 * @param blockTimeout how long {@link OnFull#BLOCK} waits
	 * @param waitStrategy how it waits
	 * @param required groups that it does not want to be without
	 */
	public ProducerOptions {
		Objects.requireNonNull(onFull, "onFull");
		Objects.requireNonNull(blockTimeout, "blockTimeout");
		Objects.requireNonNull(waitStrategy, "waitStrategy");
		Objects.requireNonNull(required, "required");
		Check.that(!blockTimeout.isNegative(), "blockTimeout", blockTimeout.toString(), "zero or more");
	}

	/**
	 * Options of a producer that requires no group.
	 * @param onFull the policy
	 * @param blockTimeout how long {@link OnFull#BLOCK} waits
	 * @param waitStrategy how it waits
	 */
	public ProducerOptions(OnFull onFull, Duration blockTimeout, WaitStrategy waitStrategy) {
		this(onFull, blockTimeout, waitStrategy, RequiredGroups.NONE);
	}

	/**
	 * The same requiring groups.
	 * @param required the groups, and what happens without them
	 * @return new options
	 */
	public ProducerOptions withRequired(RequiredGroups required) {
		return new ProducerOptions(this.onFull, this.blockTimeout, this.waitStrategy, required);
	}

	/**
	 * The same with another policy.
	 * @param onFull the policy
	 * @return new options
	 */
	public ProducerOptions withOnFull(OnFull onFull) {
		return new ProducerOptions(onFull, this.blockTimeout, this.waitStrategy, this.required);
	}

	/**
	 * The same with another time-out.
	 * @param blockTimeout how long to wait at most
	 * @return new options
	 */
	public ProducerOptions withBlockTimeout(Duration blockTimeout) {
		return new ProducerOptions(this.onFull, blockTimeout, this.waitStrategy, this.required);
	}

	/**
	 * The same with another way to wait.
	 * @param waitStrategy how to wait
	 * @return new options
	 */
	public ProducerOptions withWaitStrategy(WaitStrategy waitStrategy) {
		return new ProducerOptions(this.onFull, this.blockTimeout, waitStrategy, this.required);
	}

}
