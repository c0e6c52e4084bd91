package io.mmapring.file;

import io.mmapring.error.Check;

/**
 * The numbers that fix where everything lies in a ring file. They are written once, when
 * the file is created, and read from its header by everybody who attaches.
 *
 * @param slots number of slots, a power of two from {@value #MIN_SLOTS}
 * @param slotSizeBytes size of one slot with its stamp, in bytes, a multiple of 64
 * @param singleProducer whether the ring has one producer at a time
 * @param overwriteWithoutGroups whether producers pass the oldest events themselves as
 * long as the ring has no consumer group at all
 * @param maxGroups entries of the group table
 * @param maxShards positions of a group
 * @param maxTypes entries of the type table
 * @param headers room for headers of events in each slot
 */
public record RingGeometry(int slots, int slotSizeBytes, boolean singleProducer, boolean overwriteWithoutGroups,
		int maxGroups, int maxShards, int maxTypes, HeaderRoom headers) {

	/** Fewest slots: the lap of a 56-bit sequence, plus one, must fit in 52 bits. */
	public static final int MIN_SLOTS = 32;

	/** Sizes of slots are multiples of this, in bytes: one cache line. */
	public static final int SLOT_UNIT_BYTES = 64;

	/** Groups, as many as bits in the mask of dependencies. */
	public static final int GROUPS_LIMIT = 64;

	/** Most shards of a group. */
	public static final int SHARDS_LIMIT = 64;

	/** Most types. */
	public static final int TYPES_LIMIT = 1024;

	private static final int MIN_OVERHEAD_BYTES = RingLayout.SLOT_PAYLOAD + Long.BYTES;

	/** Groups that a ring can have unless said otherwise. */
	public static final int DEFAULT_MAX_GROUPS = 16;

	/** Shards that a group can have unless said otherwise. */
	public static final int DEFAULT_MAX_SHARDS = 16;

	/** Types that a ring can have unless said otherwise. */
	public static final int DEFAULT_MAX_TYPES = 32;

	/**
	 * Check all numbers and that one mapping can hold the file.
	 * @param slots number of slots, a power of two from {@value #MIN_SLOTS}
	 * @param slotSizeBytes size of one slot with its stamp, in bytes, a multiple of 64
	 * @param singleProducer whether the ring has one producer at a time
	 * @param overwriteWithoutGroups whether producers pass the oldest events themselves
	 * as long as the ring has no consumer group at all
	 * @param maxGroups entries of the group table
	 * @param maxShards positions of a group
	 * @param maxTypes entries of the type table
	 * @param headers room for headers of events in each slot
	 */
	public RingGeometry {
		Check.that(slots >= MIN_SLOTS && Integer.bitCount(slots) == 1, "slots", slots,
				"a power of two, at least " + MIN_SLOTS);
		Check.that(slotSizeBytes >= SLOT_UNIT_BYTES && slotSizeBytes % SLOT_UNIT_BYTES == 0, "slotSizeBytes",
				slotSizeBytes, "a multiple of " + SLOT_UNIT_BYTES);
		Check.that(maxGroups >= 1 && maxGroups <= GROUPS_LIMIT, "maxGroups", maxGroups, "1 to " + GROUPS_LIMIT);
		Check.that(maxShards >= 1 && maxShards <= SHARDS_LIMIT, "maxShards", maxShards, "1 to " + SHARDS_LIMIT);
		Check.that(maxTypes >= 1 && maxTypes <= TYPES_LIMIT, "maxTypes", maxTypes, "1 to " + TYPES_LIMIT);
		Check.that(hasRoom(slotSizeBytes, headers), "slotSizeBytes", slotSizeBytes,
				"at least %d more than headers of events take, which are %s".formatted(MIN_OVERHEAD_BYTES, headers));
		long fileSizeBytes = RingLayout.fileSizeBytes(slots, slotSizeBytes, maxGroups, maxShards, maxTypes);
		Check.that(fileSizeBytes <= Integer.MAX_VALUE, "slots x slotSizeBytes", (long) slots * slotSizeBytes,
				"a file below 2 GiB, which is what one mapping holds; fewer or smaller slots");
	}

	/**
	 * A geometry without headers of events.
	 * @param slots number of slots
	 * @param slotSizeBytes size of one slot, in bytes
	 * @param singleProducer whether the ring has one producer at a time
	 * @param overwriteWithoutGroups whether producers pass the oldest events themselves
	 * as long as the ring has no consumer group at all
	 * @param maxGroups entries of the group table
	 * @param maxShards positions of a group
	 * @param maxTypes entries of the type table
	 */
	public RingGeometry(int slots, int slotSizeBytes, boolean singleProducer, boolean overwriteWithoutGroups,
			int maxGroups, int maxShards, int maxTypes) {
		this(slots, slotSizeBytes, singleProducer, overwriteWithoutGroups, maxGroups, maxShards, maxTypes,
				HeaderRoom.NONE);
	}

	static boolean hasRoom(int slotSizeBytes, HeaderRoom headers) {
		return slotSizeBytes - headers.sizeBytes() >= MIN_OVERHEAD_BYTES;
	}

	/**
	 * A multi-producer geometry with default tables.
	 * @param slots number of slots
	 * @param slotSizeBytes size of one slot, in bytes
	 * @return the geometry
	 */
	public static RingGeometry of(int slots, int slotSizeBytes) {
		return new RingGeometry(slots, slotSizeBytes, false, false, DEFAULT_MAX_GROUPS, DEFAULT_MAX_SHARDS,
				DEFAULT_MAX_TYPES);
	}

	/**
	 * Bytes of an event's payload that one slot holds; see {@link EventSize} for events
	 * of several.
	 * @return the number of bytes
	 */
	public int payloadCapacityBytes() {
		return this.slotSizeBytes - RingLayout.SLOT_PAYLOAD - this.headers.sizeBytes();
	}

}
