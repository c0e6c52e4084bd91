package io.mmapring.spring.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.system.JavaVersion;
import org.springframework.util.unit.DataSize;

import io.mmapring.file.HeaderRoom;
import io.mmapring.file.RingGeometry;
import io.mmapring.process.Cores;
import io.mmapring.spring.RingPropertyException;
import io.mmapring.spring.rings.ManagedRings;

/**
 * Checks values that the binder cannot, at start, and names the key of one that cannot
 * work.
 */
final class RingPropertiesChecks {

	private static final int MIN_SLOTS = 32;

	private static final int SLOT_UNIT_BYTES = 64;

	private static final int MAX_SHARDS = 16;

	private static final String GROUP_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,199}";

	private static final String NAME = "letters, digits, '.', '-', '_', beginning with a letter or digit";

	private RingPropertiesChecks() {
	}

	static void check(RingProperties properties) {
		properties.getRings().forEach((name, ring) -> {
			check("ring.rings." + name, name, ManagedRings.isName(name), NAME + ", at most 64 characters");
			checkRing("ring.rings." + name + ".", ring);
		});
		ListenerConfig listener = properties.getListener();
		check("ring.listener.max-batch-size", listener.getMaxBatchSize(), listener.getMaxBatchSize() >= 1,
				"at least 1");
		check("ring.listener.concurrency", listener.getConcurrency(), listener.getConcurrency() >= 1, "at least 1");
		shards("ring.listener.shards", listener.getShards());
		notNegative("ring.listener.idle-event-interval", listener.getIdleEventInterval());
		virtual("ring.listener.virtual-threads", listener.getVirtualThreads());
		cores("ring.listener.cores", listener.getCores());
		positive("ring.listener.shutdown.timeout", listener.getShutdown().getTimeout());
		properties.getListeners().forEach((id, one) -> checkListener("ring.listeners." + id + ".", one));
		HealthConfig health = properties.getHealth();
		positive("ring.health.stall-timeout", health.getStallTimeout());
		positive("ring.health.blocked-producer-timeout", health.getBlockedProducerTimeout());
		notNegative("ring.health.lag.for", health.getLag().getFor());
	}

	/** Check the settings of one listener. */
	static void checkListener(String prefix, ListenerOverride one) {
		Integer size = one.getMaxBatchSize();
		check(prefix + "max-batch-size", size, size == null || size >= 1, "at least 1");
		Integer threads = one.getConcurrency();
		check(prefix + "concurrency", threads, threads == null || threads >= 1, "at least 1");
		shards(prefix + "shards", one.getShards());
		Duration idle = one.getIdleEventInterval();
		check(prefix + "idle-event-interval", idle, idle == null || !idle.isNegative(), "0 or more");
		virtual(prefix + "virtual-threads", one.getVirtualThreads());
		cores(prefix + "cores", one.getCores());
		positive(prefix + "shutdown.timeout", one.getShutdown().getTimeout());
		checkHealth(prefix + "health.", one.getHealth());
	}

	private static void checkHealth(String prefix, ListenerHealthConfig health) {
		positive(prefix + "stall-timeout", health.getStallTimeout());
		Duration hold = health.getLag().getFor();
		check(prefix + "lag.for", hold, hold == null || !hold.isNegative(), "0 or more");
	}

	private static void checkRing(String prefix, RingConfig ring) {
		Integer slots = ring.getSlots();
		check(prefix + "slots", slots, slots == null || (slots >= MIN_SLOTS && Integer.bitCount(slots) == 1),
				"a power of two, at least " + MIN_SLOTS);
		checkSlotSize(prefix, ring.getSlotSize(), slots);
		upTo(prefix + "max-groups", ring.getMaxGroups(), RingGeometry.GROUPS_LIMIT);
		checkHeaders(prefix, ring);
		ring.getGroups().forEach((group) -> group(prefix + "groups", group));
		ring.getAfter().forEach((group, after) -> {
			group(prefix + "after", group);
			check(prefix + "after." + group, after, ring.getGroups().contains(group),
					"'" + group + "' to be one of " + prefix + "groups, which is " + ring.getGroups());
			after.forEach((other) -> group(prefix + "after." + group, other));
			check(prefix + "after." + group, after, !after.contains(group), "other groups than the group itself");
		});
		ring.getShards().forEach((group, shards) -> {
			check(prefix + "shards." + group, shards, ring.getGroups().contains(group),
					"'" + group + "' to be one of " + prefix + "groups, which is " + ring.getGroups());
			shards(prefix + "shards." + group, shards);
		});
		notNegative(prefix + "attach-timeout", ring.getAttachTimeout());
		positive(prefix + "block-timeout", ring.getBlockTimeout());
		Duration evictAfter = ring.getEvictAfter();
		check(prefix + "evict-after", evictAfter,
				evictAfter == null || evictAfter.isZero() || evictAfter.toMillis() > 0, "0 for never, or at least 1ms");
		ring.getRequired().getGroups().forEach((group) -> group(prefix + "required.groups", group));
		notNegative(prefix + "required.start-timeout", ring.getRequired().getStartTimeout());
		positive(prefix + "required.progress-timeout", ring.getRequired().getProgressTimeout());
		checkHealth(prefix + "health.", ring.getHealth());
		positive(prefix + "health.blocked-producer-timeout", ring.getHealth().getBlockedProducerTimeout());
		check(prefix + "permissions", ring.getPermissions(), ring.getPermissions().matches("rw-(rw-|---)---"),
				"rw------- or rw-rw----, since all who use a ring write to it");
		for (Map.Entry<Integer, String> type : ring.getTypes().entrySet()) {
			check(prefix + "types." + type.getKey(), type.getValue(), type.getKey() >= 1,
					"type numbers from 1; 0 is for bytes without a type");
		}
	}

	private static void virtual(String key, @Nullable Boolean value) {
		check(key, value,
				value == null || !value || JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE),
				"false before Java 21");
	}

	private static void cores(String key, @Nullable List<String> cores) {
		if (cores == null || cores.isEmpty()) {
			return;
		}
		boolean holds = true;
		try {
			Cores.of(String.join(",", cores));
		}
		catch (IllegalArgumentException ex) {
			holds = false;
		}
		check(key, cores, holds, "different numbers or ranges, as 2,3 or 4-7");
	}

	private static void shards(String key, @Nullable Integer shards) {
		upTo(key, shards, MAX_SHARDS);
	}

	private static void upTo(String key, @Nullable Integer value, int most) {
		check(key, value, value == null || (value >= 1 && value <= most), "1 to " + most);
	}

	private static void checkSlotSize(String prefix, @Nullable DataSize size, @Nullable Integer slots) {
		if (size == null) {
			return;
		}
		long bytes = size.toBytes();
		check(prefix + "slot-size", size, bytes >= SLOT_UNIT_BYTES && bytes % SLOT_UNIT_BYTES == 0,
				"a multiple of 64B, at least 64B");
		long ringBytes = bytes * ((slots != null) ? slots : MIN_SLOTS);
		check(prefix + "slot-size", size, bytes < Integer.MAX_VALUE && ringBytes < Integer.MAX_VALUE,
				"slots times slot-size to be under 2 GB");
	}

	private static void checkHeaders(String prefix, RingConfig ring) {
		List<ConfiguredHeader> headers = ring.getHeaders();
		check(prefix + "headers", headers,
				headers == null || headers.size() <= 1 || !headers.contains(ConfiguredHeader.NONE),
				"none, or some of publish-time, key-hash and trace");
		DataSize size = ring.getUserHeaderSize();
		long bytes = (size != null) ? size.toBytes() : 0;
		check(prefix + "user-header-size", size,
				bytes >= 0 && bytes <= HeaderRoom.USER_BYTES_LIMIT && bytes % Long.BYTES == 0,
				"a multiple of 8B, at most " + HeaderRoom.USER_BYTES_LIMIT + "B");
	}

	private static void group(String key, String group) {
		check(key, group, group.matches(GROUP_FORM), NAME + ", at most 200 characters");
	}

	private static void positive(String key, @Nullable Duration value) {
		check(key, value, value == null || (!value.isNegative() && !value.isZero()), "more than 0");
	}

	private static void notNegative(String key, Duration value) {
		check(key, value, !value.isNegative(), "0 or more");
	}

	private static void check(String key, @Nullable Object value, boolean holds, String expected) {
		if (!holds) {
			throw new RingPropertyException(key, (value instanceof Duration time) ? Times.text(time) : value, expected);
		}
	}

}
