package io.mmapring.file;

/**
 * Where everything lies in a ring file. This class is the layout: all offsets are
 * computed here and nowhere else, {@code docs/file-format.md} describes the same.
 *
 * <pre>
 *   0      header page          written once, before the file is visible      {@link RingHeader}
 *   4096   hot words            one to 128 bytes, so that no two share a line
 *   8192   participant table    256 entries of 256 bytes, number 0 is nobody    {@link ParticipantLayout}
 *          group states         one word per group, side by side: one look for a producer
 *          group table          256 bytes (who, after whom), then 128 bytes for each shard's position
 *          type table           1024 bytes each: number, name, layout
 *          slots                from a page's start
 * </pre>
 *
 * Sections start at multiples of 4096 bytes. "Written by" and "read by" below give the
 * pairs that the ordered accesses connect.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class RingLayout {

	/**
	 * Distance of words that different processors write, in bytes: two cache lines, since
	 * the second is prefetched.
	 */
	public static final int SPACING = 128;

	static final int PAGE = 4096;

	/**
	 * Next sequence (56 bits) and owner of the newest claim (8 bits). Producers:
	 * compare-and-set (one: release); acquire.
	 */
	public static final int TAIL = PAGE;

	/** Gate while there is no group. Raised by compare-and-set; acquire. */
	public static final int FLOOR = PAGE + SPACING;

	/**
	 * Counts changes of group states. Changed under the admin lock (full fence); acquire.
	 */
	public static final int GROUPS_EPOCH = PAGE + 2 * SPACING;

	/**
	 * 1 while somebody sleeps who wants to be woken when an event is there. Who sleeps:
	 * store and full fence; producers: opaque, behind the stamp, then compare-and-set.
	 */
	public static final int WAITING = PAGE + 3 * SPACING;

	/**
	 * Which participants those are: bit n of four longs is participant n. Compare-and-set
	 * before WAITING is set, and after it was taken.
	 */
	public static final int WAITERS = WAITING + 8;

	/**
	 * 0 while the ring may be used, else a reason for which nobody may. Release; acquire.
	 */
	public static final int RING_STATE = PAGE + 4 * SPACING;

	/**
	 * Participant that holds the exclusive right to produce, or 0. Under the admin lock;
	 * acquire.
	 */
	public static final int SOLE_PRODUCER = PAGE + 5 * SPACING;

	/**
	 * Claims of dead producers that were stamped SKIPPED, in slots. Added to by
	 * repairers; opaque.
	 */
	public static final int REPAIRED = PAGE + 6 * SPACING;

	/**
	 * Events that producers passed themselves because there was no group, in slots.
	 * Opaque.
	 */
	public static final int OVERWRITTEN = PAGE + 6 * SPACING + 8;

	/**
	 * Groups that were put out. Added to before the group's state changes, under the
	 * admin lock (full); producers: acquire.
	 */
	public static final int EVICTED = PAGE + 6 * SPACING + 16;

	/**
	 * Where producers are held, plus one, while a group goes back; else 0. Under the
	 * admin lock (release, then the epoch with a full fence); producers: acquire.
	 */
	public static final int HOLD = PAGE + 7 * SPACING;

	/**
	 * The same as WAITING for who wants to be woken when a group has got on: consumers
	 * that stay behind others, producers without room.
	 */
	public static final int POSITION_WAITING = PAGE + 8 * SPACING;

	/** The same as WAITERS, for them. */
	public static final int POSITION_WAITERS = POSITION_WAITING + 8;

	/** Participants are numbered 1 to this; 0 is nobody. */
	public static final int MAX_PARTICIPANTS = 255;

	/** Start of the group states; one long per group. */
	public static final int GROUP_STATES = ParticipantLayout.START + (MAX_PARTICIPANTS + 1) * ParticipantLayout.SIZE;

	/** Start of the group table. */
	public static final int GROUPS = GROUP_STATES + PAGE;

	/** Size of the part of a group's entry that describes it. */
	public static final int GROUP_HEAD_SIZE = 2 * SPACING;

	/**
	 * Groups that must have passed an event before this one takes it; bit g is group g.
	 */
	public static final int GROUP_AFTER = 0;

	/** When the group was registered, in milliseconds since 1970; for reports. */
	public static final int GROUP_REGISTERED_MS = 8;

	/** Length of the group's name in bytes (int), then its UTF-8 bytes. */
	public static final int GROUP_NAME = 16;

	/** Most bytes of a group's name. */
	public static final int GROUP_NAME_BYTES = 200;

	/** When the group was put out, in milliseconds since 1970. */
	public static final int GROUP_EVICTED_MS = 224;

	/** The tail when the group was put out. */
	public static final int GROUP_EVICTED_TAIL = 232;

	/** Process that put the group out, in its own pid namespace; for reports. */
	public static final int GROUP_EVICTED_BY_PID = 240;

	/**
	 * Next sequence that the shard will take. Its consumer: release; producers,
	 * followers: acquire.
	 */
	public static final int SHARD_POSITION = 0;

	/**
	 * Participant that leases the shard (8 bits) and which member of the group it is (8
	 * bits), or 0. Changed under the admin lock; release, acquire. Off the position's
	 * line would be nicer, but it changes once in hours.
	 */
	public static final int SHARD_OWNER = 8;

	/** Since when the shard is leased, in milliseconds since 1970; for reports. */
	public static final int SHARD_OWNED_SINCE_MS = 16;

	/**
	 * A member of a group with several shards, of which there are at most as many: its
	 * participant (8 bits) and its pulse, or 0. Taken under the admin lock; release,
	 * acquire.
	 */
	public static final int SHARD_MEMBER = 24;

	/** Size of an entry in the type table. */
	public static final int TYPE_SIZE = 4096;

	/**
	 * Type number in the lower half, 1 in the upper once the entry is whole; a long,
	 * release, acquire.
	 */
	public static final int TYPE_ID = 0;

	/** CRC32C of the layout's text. */
	public static final int TYPE_FINGERPRINT = 8;

	/** Length of the type's name in bytes (int), then its UTF-8 bytes. */
	public static final int TYPE_NAME = 16;

	/** Most bytes of a type's name. */
	public static final int TYPE_NAME_BYTES = 236;

	/** Length of the layout's text in bytes (int), then its UTF-8 bytes. */
	public static final int TYPE_LAYOUT = 256;

	/** Most bytes of a layout's text. */
	public static final int TYPE_LAYOUT_BYTES = 3836;

	/** The stamp of a slot; see {@link Stamp}. */
	public static final int SLOT_STAMP = 0;

	/**
	 * Length of the event in bytes; an int. In a slot that continues an event: minus the
	 * slot's index in it, from 1.
	 */
	public static final int SLOT_LENGTH = 8;

	/** Type number of the event, in each of its slots; an int. */
	public static final int SLOT_TYPE = 12;

	/** Start of the room for headers, if there is any; behind it comes the payload. */
	public static final int SLOT_PAYLOAD = 16;

	private final int groupSize;

	private final int types;

	private final int slotsStart;

	private final int mask;

	private final int slotSizeBytes;

	private final int lapShift;

	private final HeaderRoom headers;

	private final int payloadInSlot;

	/**
	 * Compute the layout.
	 * @param geometry the numbers it follows from
	 */
	public RingLayout(RingGeometry geometry) {
		this.groupSize = groupSize(geometry.maxShards());
		this.types = types(geometry.maxGroups(), geometry.maxShards());
		this.slotsStart = (int) slotsStart(geometry.maxGroups(), geometry.maxShards(), geometry.maxTypes());
		this.mask = geometry.slots() - 1;
		this.slotSizeBytes = geometry.slotSizeBytes();
		this.lapShift = Integer.numberOfTrailingZeros(geometry.slots());
		this.headers = geometry.headers();
		this.payloadInSlot = SLOT_PAYLOAD + geometry.headers().sizeBytes();
	}

	static long fileSizeBytes(int slots, int slotSizeBytes, int maxGroups, int maxShards, int maxTypes) {
		return slotsStart(maxGroups, maxShards, maxTypes) + (long) slots * slotSizeBytes;
	}

	private static int groupSize(int maxShards) {
		return GROUP_HEAD_SIZE + maxShards * SPACING;
	}

	private static int types(int maxGroups, int maxShards) {
		return toPage(GROUPS + maxGroups * groupSize(maxShards));
	}

	private static long slotsStart(int maxGroups, int maxShards, int maxTypes) {
		return toPage(types(maxGroups, maxShards) + maxTypes * TYPE_SIZE);
	}

	private static int toPage(int offset) {
		return (offset + PAGE - 1) & -PAGE;
	}

	/**
	 * Size of the whole file.
	 * @return the size in bytes
	 */
	public int fileSizeBytes() {
		return this.slotsStart + (this.mask + 1) * this.slotSizeBytes;
	}

	/**
	 * Offset of a group's state word. Written under the admin lock (release, then the
	 * epoch with a full fence); producers read it with acquire between two reads of the
	 * epoch.
	 * @param group its index, from 0
	 * @return the offset in bytes
	 */
	public static int groupState(int group) {
		return GROUP_STATES + group * Long.BYTES;
	}

	/**
	 * Offset of a group's entry.
	 * @param group its index, from 0
	 * @return the offset in bytes
	 */
	public int group(int group) {
		return GROUPS + group * this.groupSize;
	}

	/**
	 * Offset of the line of a group's shard; its first word is the position.
	 * @param group the group's index, from 0
	 * @param shard the shard's index, from 0
	 * @return the offset in bytes
	 */
	public int shard(int group, int shard) {
		return group(group) + GROUP_HEAD_SIZE + shard * SPACING;
	}

	/**
	 * Offset of the start of the type table.
	 * @return the offset in bytes
	 */
	public int types() {
		return this.types;
	}

	/**
	 * Offset of an entry of the type table.
	 * @param index its index, from 0
	 * @return the offset in bytes
	 */
	public int type(int index) {
		return this.types + index * TYPE_SIZE;
	}

	/**
	 * Offset of the first slot.
	 * @return the offset in bytes
	 */
	public int slotsStart() {
		return this.slotsStart;
	}

	/**
	 * Offset of the slot that a sequence falls on.
	 * @param sequence the sequence
	 * @return the offset in bytes
	 */
	public int slot(long sequence) {
		return this.slotsStart + ((int) sequence & this.mask) * this.slotSizeBytes;
	}

	/**
	 * How many slots lie in one piece from that of a sequence on.
	 * @param sequence the sequence
	 * @return the number, which is that of the sequences in the rest of its lap
	 */
	public int restOfLap(long sequence) {
		return this.mask + 1 - ((int) sequence & this.mask);
	}

	/**
	 * Size of a slot.
	 * @return the size in bytes
	 */
	public int slotSizeBytes() {
		return this.slotSizeBytes;
	}

	/**
	 * Where the payload, or the slot's part of it, starts in each slot: behind the room
	 * for headers.
	 * @return the offset in bytes from the slot's start
	 */
	public int payloadInSlot() {
		return this.payloadInSlot;
	}

	/**
	 * Room for headers of events, at {@link #SLOT_PAYLOAD} of each slot.
	 * @return the room
	 */
	public HeaderRoom headers() {
		return this.headers;
	}

	/**
	 * Number of slots.
	 * @return the number
	 */
	public int slots() {
		return this.mask + 1;
	}

	/**
	 * How many trips round the ring a sequence is from the start.
	 * @param sequence the sequence
	 * @return the lap, from 0
	 */
	public long lap(long sequence) {
		return sequence >>> this.lapShift;
	}

}
