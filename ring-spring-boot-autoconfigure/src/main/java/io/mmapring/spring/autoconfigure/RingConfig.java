package io.mmapring.spring.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

import io.mmapring.CreateMode;
import io.mmapring.OnFull;
import io.mmapring.Producers;
import io.mmapring.WhenNoGroups;
import io.mmapring.file.AfterReboot;
import io.mmapring.spring.StartupFailure;

/**
 * Configuration of one ring.
 */
public class RingConfig {

	/**
	 * Number of slots, a power of two. By default that of the file, or 4096 for a new
	 * ring.
	 */
	private @Nullable Integer slots;

	/**
	 * Size of a slot, a multiple of 64 bytes of which the ring takes 16. By default that
	 * of the file, or 128 bytes for a new ring.
	 */
	private @Nullable DataSize slotSize;

	/**
	 * How many groups there may be, 64 at most. By default as in the file, or 16 for a
	 * new ring.
	 */
	private @Nullable Integer maxGroups;

	/**
	 * How many producers there may be at a time. By default as in the file, or multi for
	 * a new ring.
	 */
	private @Nullable Producers producers;

	/**
	 * Consumer groups that exist from the first event on, besides those of the listeners.
	 */
	private List<String> groups = new ArrayList<>();

	/**
	 * Groups that must have passed an event first, by the group that waits for them.
	 */
	private Map<String, List<String>> after = new LinkedHashMap<>();

	/**
	 * Shards of groups, by the group whose load is shared. As its listeners say, wherever
	 * they run.
	 */
	private Map<String, Integer> shards = new LinkedHashMap<>();

	/**
	 * Whether the ring may be created.
	 */
	private CreateMode create = CreateMode.IF_MISSING;

	/**
	 * What follows when the ring cannot be opened.
	 */
	private StartupFailure startupFailure = StartupFailure.FAIL;

	/**
	 * Time to wait for a ring that is not to be created here.
	 */
	private Duration attachTimeout = Duration.ofSeconds(10);

	/**
	 * What a producer does when the ring is full.
	 */
	private OnFull onFull = OnFull.BLOCK;

	/**
	 * Time that a producer waits for room.
	 */
	private Duration blockTimeout = Duration.ofSeconds(5);

	/**
	 * What happens to a full ring without consumer groups. By default as in the file, or
	 * block for a new ring.
	 */
	private @Nullable WhenNoGroups whenNoGroups;

	/**
	 * Classes of events by their numbers on the ring. May be left out if there is only
	 * one.
	 */
	private Map<Integer, String> types = new LinkedHashMap<>();

	/**
	 * Headers that events have beside their payload: 'none', or some of 'publish-time',
	 * 'key-hash' and 'trace'. By default as in the file, or none for a new ring.
	 */
	private @Nullable List<ConfiguredHeader> headers;

	/**
	 * Room in every slot for headers of the application's own, a multiple of 8 bytes. By
	 * default as in the file, or none for a new ring.
	 */
	private @Nullable DataSize userHeaderSize;

	/**
	 * Permissions of a new ring's files: 'rw-------' or 'rw-rw----'.
	 */
	private String permissions = "rw-------";

	/**
	 * Whether to touch each page of the file when opening it.
	 */
	private boolean preTouch;

	/**
	 * Whether to observe what is sent, and what is handled unless the listener says
	 * otherwise. By default as 'ring.observation.enabled'.
	 */
	private @Nullable Boolean observationEnabled;

	/**
	 * What to do with a ring that an earlier boot of the machine has left.
	 */
	private AfterReboot reboot = AfterReboot.DISCARD;

	/**
	 * Time without progress after which a consumer group that keeps producers waiting is
	 * put out; 0 for never. By default as in the file, or never for a new ring.
	 */
	private @Nullable Duration evictAfter;

	@NestedConfigurationProperty
	private final RequiredConfig required = new RequiredConfig();

	private final RingHealthConfig health = new RingHealthConfig();

	public @Nullable Integer getSlots() {
		return this.slots;
	}

	public void setSlots(@Nullable Integer slots) {
		this.slots = slots;
	}

	public @Nullable DataSize getSlotSize() {
		return this.slotSize;
	}

	public void setSlotSize(@Nullable DataSize slotSize) {
		this.slotSize = slotSize;
	}

	public @Nullable Integer getMaxGroups() {
		return this.maxGroups;
	}

	public void setMaxGroups(@Nullable Integer maxGroups) {
		this.maxGroups = maxGroups;
	}

	public @Nullable Producers getProducers() {
		return this.producers;
	}

	public void setProducers(@Nullable Producers producers) {
		this.producers = producers;
	}

	public List<String> getGroups() {
		return this.groups;
	}

	public void setGroups(List<String> groups) {
		this.groups = groups;
	}

	public Map<String, List<String>> getAfter() {
		return this.after;
	}

	public void setAfter(Map<String, List<String>> after) {
		this.after = after;
	}

	public Map<String, Integer> getShards() {
		return this.shards;
	}

	public void setShards(Map<String, Integer> shards) {
		this.shards = shards;
	}

	public CreateMode getCreate() {
		return this.create;
	}

	public void setCreate(CreateMode create) {
		this.create = create;
	}

	public StartupFailure getStartupFailure() {
		return this.startupFailure;
	}

	public void setStartupFailure(StartupFailure startupFailure) {
		this.startupFailure = startupFailure;
	}

	public Duration getAttachTimeout() {
		return this.attachTimeout;
	}

	public void setAttachTimeout(Duration attachTimeout) {
		this.attachTimeout = attachTimeout;
	}

	public OnFull getOnFull() {
		return this.onFull;
	}

	public void setOnFull(OnFull onFull) {
		this.onFull = onFull;
	}

	public Duration getBlockTimeout() {
		return this.blockTimeout;
	}

	public void setBlockTimeout(Duration blockTimeout) {
		this.blockTimeout = blockTimeout;
	}

	public @Nullable WhenNoGroups getWhenNoGroups() {
		return this.whenNoGroups;
	}

	public void setWhenNoGroups(@Nullable WhenNoGroups whenNoGroups) {
		this.whenNoGroups = whenNoGroups;
	}

	public Map<Integer, String> getTypes() {
		return this.types;
	}

	public void setTypes(Map<Integer, String> types) {
		this.types = types;
	}

	public @Nullable List<ConfiguredHeader> getHeaders() {
		return this.headers;
	}

	public void setHeaders(@Nullable List<ConfiguredHeader> headers) {
		this.headers = headers;
	}

	public @Nullable DataSize getUserHeaderSize() {
		return this.userHeaderSize;
	}

	public void setUserHeaderSize(@Nullable DataSize userHeaderSize) {
		this.userHeaderSize = userHeaderSize;
	}

	public String getPermissions() {
		return this.permissions;
	}

	public void setPermissions(String permissions) {
		this.permissions = permissions;
	}

	public boolean isPreTouch() {
		return this.preTouch;
	}

	public void setPreTouch(boolean preTouch) {
		this.preTouch = preTouch;
	}

	public @Nullable Boolean getObservationEnabled() {
		return this.observationEnabled;
	}

	public void setObservationEnabled(@Nullable Boolean observationEnabled) {
		this.observationEnabled = observationEnabled;
	}

	public @Nullable Duration getEvictAfter() {
		return this.evictAfter;
	}

	public void setEvictAfter(@Nullable Duration evictAfter) {
		this.evictAfter = evictAfter;
	}

	public RequiredConfig getRequired() {
		return this.required;
	}

	public RingHealthConfig getHealth() {
		return this.health;
	}

	public AfterReboot getReboot() {
		return this.reboot;
	}

	public void setReboot(AfterReboot reboot) {
		this.reboot = reboot;
	}

}
