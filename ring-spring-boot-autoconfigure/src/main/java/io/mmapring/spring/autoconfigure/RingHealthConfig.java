package io.mmapring.spring.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * When a ring and its listeners count as unhealthy, where that differs from the others.
 */
public class RingHealthConfig extends ListenerHealthConfig {

	/**
	 * Time for which another application's group may keep the ring full, or a producer a
	 * claim unfinished, before the ring is out of service.
	 */
	private @Nullable Duration blockedProducerTimeout;

	public @Nullable Duration getBlockedProducerTimeout() {
		return this.blockedProducerTimeout;
	}

	public void setBlockedProducerTimeout(@Nullable Duration blockedProducerTimeout) {
		this.blockedProducerTimeout = blockedProducerTimeout;
	}

}
