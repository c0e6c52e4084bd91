package io.mmapring.spring.autoconfigure;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Configuration of rings, listeners, health and metrics.
 */
@ConfigurationProperties("ring")
public class RingProperties {

	/**
	 * Whether to open rings and to make beans of producers and listeners.
	 */
	private boolean enabled = true;

	/**
	 * Folder that holds the rings. By default 'ring-<user>' in shared memory.
	 */
	private @Nullable File directory;

	/**
	 * Whether rings may lie on a network file system such as NFS, SMB, 9p or FUSE, where
	 * they are refused otherwise.
	 */
	private boolean allowNetworkFileSystem;

	/**
	 * Rings by name. One that is used but not listed has the defaults.
	 */
	private final Map<String, RingConfig> rings = new LinkedHashMap<>();

	@NestedConfigurationProperty
	private final ListenerConfig listener = new ListenerConfig();

	/**
	 * Settings of single listeners by id, which go before those of the annotation.
	 */
	private final Map<String, ListenerOverride> listeners = new LinkedHashMap<>();

	@NestedConfigurationProperty
	private final HealthConfig health = new HealthConfig();

	private final Metrics metrics = new Metrics();

	private final Logging logging = new Logging();

	private final Observation observation = new Observation();

	private final Json json = new Json();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable File getDirectory() {
		return this.directory;
	}

	public void setDirectory(@Nullable File directory) {
		this.directory = directory;
	}

	public boolean isAllowNetworkFileSystem() {
		return this.allowNetworkFileSystem;
	}

	public void setAllowNetworkFileSystem(boolean allowNetworkFileSystem) {
		this.allowNetworkFileSystem = allowNetworkFileSystem;
	}

	public Map<String, RingConfig> getRings() {
		return this.rings;
	}

	public ListenerConfig getListener() {
		return this.listener;
	}

	public Map<String, ListenerOverride> getListeners() {
		return this.listeners;
	}

	public HealthConfig getHealth() {
		return this.health;
	}

	public Metrics getMetrics() {
		return this.metrics;
	}

	public Logging getLogging() {
		return this.logging;
	}

	public Observation getObservation() {
		return this.observation;
	}

	/** Whether to observe a ring. */
	boolean isObserved(String ring) {
		RingConfig config = this.rings.get(ring);
		Boolean observed = (config != null) ? config.getObservationEnabled() : null;
		return (observed != null) ? observed : this.observation.isEnabled();
	}

	public Json getJson() {
		return this.json;
	}

	/**
	 * JSON for events that have no layout of their own.
	 */
	public static class Json {

		/**
		 * Whether to write events as JSON that have no layout of their own.
		 */
		private boolean enabled = true;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

	}

	/**
	 * Log lines of listeners' threads.
	 */
	public static class Logging {

		/**
		 * Keys in the MDC of listeners' threads: 'none'; 'listener' for ring, listener
		 * and group, and the sequence while an error is dealt with; 'event' for the
		 * sequence of each event too, which makes objects.
		 */
		private MdcKeys mdc = MdcKeys.NONE;

		public MdcKeys getMdc() {
			return this.mdc;
		}

		public void setMdc(MdcKeys mdc) {
			this.mdc = mdc;
		}

	}

	/**
	 * Observations of what is sent and handled.
	 */
	public static class Observation {

		/**
		 * Whether to observe what is sent and handled, for traces and timers.
		 */
		private boolean enabled;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

	}

	/**
	 * Metrics of rings and listeners.
	 */
	public static class Metrics {

		/**
		 * Whether to publish metrics of rings and listeners.
		 */
		private boolean enabled = true;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

	}

}
