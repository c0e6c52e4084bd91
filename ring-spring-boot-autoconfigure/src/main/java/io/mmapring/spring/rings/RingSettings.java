package io.mmapring.spring.rings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mmapring.CreateMode;
import io.mmapring.ProducerOptions;
import io.mmapring.Producers;
import io.mmapring.Ring;
import io.mmapring.RingBuilder;
import io.mmapring.WhenNoGroups;
import io.mmapring.event.EventHeader;
import io.mmapring.file.AfterReboot;
import io.mmapring.group.GroupSpec;
import io.mmapring.spring.StartupFailure;

/**
 * What a ring is configured to be.
 *
 * @param name its name
 * @param directory folder that holds the rings, or {@code null} for the default
 * @param allowNetworkFileSystem whether that folder may be on a network file system
 * @param application name of this application, shown to other processes
 * @param slots number of slots, or {@code null} for that of the file
 * @param slotSizeBytes size of a slot in bytes, or {@code null} for that of the file
 * @param maxGroups how many groups there may be, or {@code null} for that of the file
 * @param producers many or one, or {@code null} for that of the file
 * @param whenNoGroups wait or overwrite, or {@code null} for that of the file
 * @param groups declared groups, besides those of the listeners
 * @param types event types by their numbers; empty to number a single one
 * @param create whether it may be created
 * @param attachTimeout how long to wait for one that is not to be created
 * @param afterReboot what to do with a file of an earlier boot
 * @param permissions who may use it
 * @param preTouch whether to touch each page when opening
 * @param evictAfter how long a group may keep producers waiting without moving, zero for
 * ever, or {@code null} for that of the file
 * @param headers headers of events, or {@code null} for those of the file
 * @param userHeaderBytes room for headers of the user's own, or {@code null} for that of
 * the file
 * @param producerOptions what to do when it is full
 * @param startupFailure what follows when it cannot be opened
 * @param observed whether to observe what is sent
 */
public record RingSettings(String name, @Nullable Path directory, boolean allowNetworkFileSystem, String application,
		@Nullable Integer slots, @Nullable Integer slotSizeBytes, @Nullable Integer maxGroups,
		@Nullable Producers producers, @Nullable WhenNoGroups whenNoGroups, List<GroupSpec> groups,
		Map<Integer, Class<?>> types, CreateMode create, Duration attachTimeout, AfterReboot afterReboot,
		String permissions, boolean preTouch, @Nullable Duration evictAfter, @Nullable Set<EventHeader> headers,
		@Nullable Integer userHeaderBytes, ProducerOptions producerOptions, StartupFailure startupFailure,
		boolean observed) {

	RingBuilder builder() {
		RingBuilder builder = Ring.builder(this.name)
			.application(this.application)
			.create(this.create)
			.attachTimeout((this.startupFailure == StartupFailure.FAIL) ? this.attachTimeout : Duration.ZERO)
			.afterReboot(this.afterReboot)
			.permissions(this.permissions)
			.preTouch(this.preTouch)
			.allowNetworkFileSystem(this.allowNetworkFileSystem);
		if (this.directory != null) {
			builder.directory(this.directory);
		}
		if (this.slots != null) {
			builder.slots(this.slots);
		}
		if (this.slotSizeBytes != null) {
			builder.slotSizeBytes(this.slotSizeBytes);
		}
		if (this.maxGroups != null) {
			builder.maxGroups(this.maxGroups);
		}
		if (this.producers != null) {
			builder.producers(this.producers);
		}
		if (this.whenNoGroups != null) {
			builder.whenNoGroups(this.whenNoGroups);
		}
		if (this.evictAfter != null) {
			builder.evictAfter(this.evictAfter);
		}
		if (this.headers != null) {
			builder.eventHeaders(this.headers.toArray(EventHeader[]::new));
		}
		if (this.userHeaderBytes != null) {
			builder.userHeaderBytes(this.userHeaderBytes);
		}
		return builder;
	}

	String key(String property) {
		return "ring.rings." + this.name + "." + property;
	}

}
