package io.mmapring.spring.autoconfigure;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mmapring.process.Cores;
import io.mmapring.spring.endpoint.ListenerAttributes;
import io.mmapring.spring.endpoint.ListenerSettings;
import io.mmapring.spring.endpoint.ListenerSettingsSource;
import io.mmapring.spring.endpoint.ListenerSharing;
import io.mmapring.spring.endpoint.SharingAttributes;

/**
 * Settings of listeners: from {@code ring.listeners.<id>.*}, else from the annotation,
 * else from {@code ring.listener.*}.
 */
final class PropertiesListenerSettings implements ListenerSettingsSource {

	private final RingProperties properties;

	private final String application;

	private final boolean virtualThreads;

	/**
	 * Take the settings.
	 * @param virtualThreads whether the application uses virtual threads
	 */
	PropertiesListenerSettings(RingProperties properties, String application, boolean virtualThreads) {
		this.virtualThreads = virtualThreads;
		this.properties = properties;
		this.application = application;
	}

	@Override
	public Collection<String> configured() {
		return this.properties.getListeners().keySet();
	}

	@Override
	public String application() {
		return this.application;
	}

	@Override
	public ListenerSettings settings(String id, String ring, ListenerAttributes attributes) {
		ListenerConfig all = this.properties.getListener();
		ListenerOverride configured = this.properties.getListeners().getOrDefault(id, new ListenerOverride());
		ListenerOverride one = ListenerProperties.with(id, attributes.properties(), configured);
		Duration stallTimeout = first(one.getHealth().getStallTimeout(), null,
				new PropertiesHealthLimits(this.properties).limits(ring).stallTimeout());
		return new ListenerSettings(first(one.getAutoStartup(), attributes.autoStartup(), all.isAutoStartup()),
				first(one.getMaxBatchSize(), attributes.maxBatchSize(), all.getMaxBatchSize()),
				first(one.getAckMode(), attributes.ackMode(), all.getAckMode()),
				first(one.getStartFrom(), attributes.startFrom(), all.getStartFrom()),
				first(one.getWaitStrategy(), attributes.waitStrategy(), all.getWaitStrategy()),
				new ErrorSettingsReader(all.getError(), stallTimeout).read(id, one.getError()),
				first(one.getShutdown().getDrain(), null, all.getShutdown().isDrain()),
				first(one.getShutdown().getTimeout(), null, all.getShutdown().getTimeout()),
				sharing(all, one, attributes.sharing()), first(one.getStartupFailure(), null, all.getStartupFailure()),
				first(one.getIdleEventInterval(), null, all.getIdleEventInterval()),
				first(one.getVirtualThreads(), all.getVirtualThreads(), this.virtualThreads),
				cores(one.getCores(), attributes.cores(), all.getCores()),
				PropertiesHealthLimits.overrides(one.getHealth()),
				first(one.getObservationEnabled(), all.getObservationEnabled(), this.properties.isObserved(ring)));
	}

	private static @Nullable Cores cores(@Nullable List<String> one, @Nullable Cores annotation, List<String> all) {
		if (one == null && annotation != null) {
			return annotation;
		}
		List<String> cores = (one != null) ? one : all;
		return cores.isEmpty() ? null : Cores.of(String.join(",", cores));
	}

	private static ListenerSharing sharing(ListenerConfig all, ListenerOverride one, SharingAttributes attributes) {
		int concurrency = first(one.getConcurrency(), attributes.concurrency(), all.getConcurrency());
		String shardBy = first(one.getShardBy(), attributes.shardBy(), all.getShardBy());
		int shared = (concurrency > 1 || !shardBy.isEmpty()) ? ListenerSharing.DEFAULT_SHARDS : 1;
		Integer shards = all.getShards();
		return new ListenerSharing(first(one.getMode(), attributes.mode(), all.getMode()), concurrency,
				first(one.getShards(), attributes.shards(), (shards != null) ? shards : shared), shardBy);
	}

	private static <T> T first(@Nullable T one, @Nullable T annotation, T all) {
		if (one != null) {
			return one;
		}
		return (annotation != null) ? annotation : all;
	}

}
