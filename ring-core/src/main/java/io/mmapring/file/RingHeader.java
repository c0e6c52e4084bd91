package io.mmapring.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.CRC32C;

import io.mmapring.error.RingFormatException;

/**
 * The first page of a ring file. It is written once, before the file is visible, and
 * never changes.
 * <p>
 * Threads: safe for any number of threads.
 *
 * @param geometry the numbers that fix where everything lies
 * @param name name of the ring
 * @param evictAfterMs how long a group may hold producers back without moving before it
 * is put out, in milliseconds; 0 for ever
 * @param ringId made anew with each file
 * @param bootId the boot of the machine in which the file was made, zero if unknown
 * @param createdMs when the file was made, in milliseconds since 1970
 * @param creatorPid process that made it, as numbered in its pid namespace
 */
public record RingHeader(RingGeometry geometry, String name, long evictAfterMs, UUID ringId, UUID bootId,
		long createdMs, long creatorPid) {

	/** Version that this library writes; files of another one are refused. */
	public static final int MAJOR_VERSION = 1;

	/** Raised by additions that older libraries may ignore. */
	public static final int MINOR_VERSION = 0;

	static final int SIZE = RingLayout.PAGE;

	static final int MAGIC = 0;

	static final int MAJOR = 8;

	static final int MINOR = 12;

	static final int BYTE_ORDER_MARK = 16;

	static final int HEADER_SIZE = 20;

	static final int INCOMPATIBLE_FEATURES = 24;

	static final int COMPATIBLE_FEATURES = 32;

	static final int FILE_SIZE = 40;

	static final int SLOTS = 48;

	static final int SLOT_SIZE = 52;

	static final int SINGLE_PRODUCER = 56;

	static final int OVERWRITE_WITHOUT_GROUPS = 60;

	static final int MAX_GROUPS = 64;

	static final int MAX_SHARDS = 68;

	static final int MAX_TYPES = 72;

	static final int MAX_PARTICIPANTS = 76;

	static final int HOT_WORDS_AT = 80;

	static final int PARTICIPANTS_AT = 84;

	static final int GROUP_STATES_AT = 88;

	static final int GROUPS_AT = 92;

	static final int TYPES_AT = 96;

	static final int SLOTS_AT = 100;

	static final int CREATED_MS = 104;

	static final int CREATOR_PID = 112;

	static final int RING_ID = 120;

	static final int BOOT_ID = 136;

	static final int NAME = 152;

	static final int NAME_BYTES = 100;

	static final int EVICT_AFTER_MS = 256;

	static final int EVENT_HEADERS = 264;

	static final int USER_HEADER_BYTES = 268;

	static final int CRC = SIZE - Integer.BYTES;

	static final UUID UNKNOWN_BOOT = new UUID(0, 0);

	private static final long MAGIC_VALUE = ByteBuffer.wrap("MMAPRING".getBytes(StandardCharsets.US_ASCII))
		.order(ByteOrder.LITTLE_ENDIAN)
		.getLong();

	/** The bit among the incompatible features: slots have room for headers. */
	private static final long EVENT_HEADERS_FEATURE = 1;

	private static final int BYTE_ORDER_VALUE = 0x01020304;

	private static final Path BOOT_ID_FILE = Path.of("/proc/sys/kernel/random/boot_id");

	private static final String NEWER = "use the version of the library that made it, or remove it while no process has it open";

	private static final String DAMAGED = "it is damaged or no ring: remove it while no process has it open";

	static RingHeader of(RingGeometry geometry, String name, long evictAfterMs) {
		return new RingHeader(geometry, name, evictAfterMs, UUID.randomUUID(), currentBoot(),
				System.currentTimeMillis(), ProcessHandle.current().pid());
	}

	/**
	 * The boot that the machine is in.
	 */
	static UUID currentBoot() {
		try {
			return UUID.fromString(Files.readString(BOOT_ID_FILE).trim());
		}
		catch (IOException | IllegalArgumentException ex) {
			return UNKNOWN_BOOT;
		}
	}

	/**
	 * Whether the file was made in another boot of the machine than the present one.
	 */
	boolean isOfAnotherBoot() {
		UUID current = currentBoot();
		return !this.bootId.equals(current) && !this.bootId.equals(UNKNOWN_BOOT) && !current.equals(UNKNOWN_BOOT);
	}

	/**
	 * Write the page.
	 */
	ByteBuffer write() {
		ByteBuffer page = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
		RingLayout layout = new RingLayout(this.geometry);
		page.putLong(MAGIC, MAGIC_VALUE);
		page.putInt(MAJOR, MAJOR_VERSION);
		page.putInt(MINOR, MINOR_VERSION);
		page.putInt(BYTE_ORDER_MARK, BYTE_ORDER_VALUE);
		page.putInt(HEADER_SIZE, SIZE);
		page.putLong(INCOMPATIBLE_FEATURES, (this.geometry.headers().sizeBytes() > 0) ? EVENT_HEADERS_FEATURE : 0);
		page.putLong(FILE_SIZE, layout.fileSizeBytes());
		page.putInt(SLOTS, this.geometry.slots());
		page.putInt(SLOT_SIZE, this.geometry.slotSizeBytes());
		page.putInt(SINGLE_PRODUCER, this.geometry.singleProducer() ? 1 : 0);
		page.putInt(OVERWRITE_WITHOUT_GROUPS, this.geometry.overwriteWithoutGroups() ? 1 : 0);
		page.putInt(MAX_GROUPS, this.geometry.maxGroups());
		page.putInt(MAX_SHARDS, this.geometry.maxShards());
		page.putInt(MAX_TYPES, this.geometry.maxTypes());
		page.putInt(MAX_PARTICIPANTS, RingLayout.MAX_PARTICIPANTS);
		page.putInt(HOT_WORDS_AT, RingLayout.TAIL);
		page.putInt(PARTICIPANTS_AT, ParticipantLayout.START);
		page.putInt(GROUP_STATES_AT, RingLayout.GROUP_STATES);
		page.putInt(GROUPS_AT, RingLayout.GROUPS);
		page.putInt(TYPES_AT, layout.types());
		page.putInt(SLOTS_AT, layout.slotsStart());
		page.putLong(CREATED_MS, this.createdMs);
		page.putLong(CREATOR_PID, this.creatorPid);
		putUuid(page, RING_ID, this.ringId);
		putUuid(page, BOOT_ID, this.bootId);
		byte[] name = this.name.getBytes(StandardCharsets.UTF_8);
		page.putInt(NAME, name.length);
		page.put(NAME + Integer.BYTES, name);
		page.putLong(EVICT_AFTER_MS, this.evictAfterMs);
		page.putInt(EVENT_HEADERS, this.geometry.headers().fields());
		page.putInt(USER_HEADER_BYTES, this.geometry.headers().userBytes());
		seal(page);
		return page;
	}

	/**
	 * Store the checksum of all that comes before it.
	 */
	static void seal(ByteBuffer page) {
		page.putInt(CRC, checksum(page));
	}

	/**
	 * Read the page and check all that can be checked without knowing what was
	 * configured. What tells a newer version comes before the checksum, which it may keep
	 * elsewhere.
	 */
	static RingHeader read(Path path, ByteBuffer page, long fileSizeBytes) {
		Reader reader = new Reader(path, page);
		reader.check("magic", ascii(page), "MMAPRING", DAMAGED);
		reader.check("byteOrderMark", Integer.toHexString(page.getInt(BYTE_ORDER_MARK)),
				Integer.toHexString(BYTE_ORDER_VALUE), "make it on a machine of the same byte order");
		reader.check("majorVersion", page.getInt(MAJOR), MAJOR_VERSION, NEWER);
		reader.check("crc", Integer.toHexString(page.getInt(CRC)), Integer.toHexString(checksum(page)), DAMAGED);
		reader.features();
		reader.check("headerSize", page.getInt(HEADER_SIZE), SIZE, DAMAGED);
		RingGeometry geometry = reader.geometry(fileSizeBytes);
		int nameLength = page.getInt(NAME);
		reader.check(nameLength >= 1 && nameLength <= NAME_BYTES, "nameLength", nameLength, "1 to " + NAME_BYTES);
		byte[] name = new byte[nameLength];
		page.get(NAME + Integer.BYTES, name);
		long evictAfterMs = page.getLong(EVICT_AFTER_MS);
		reader.check(evictAfterMs >= 0, "evictAfterMs", evictAfterMs, "0 or more");
		return new RingHeader(geometry, new String(name, StandardCharsets.UTF_8), evictAfterMs, uuid(page, RING_ID),
				uuid(page, BOOT_ID), page.getLong(CREATED_MS), page.getLong(CREATOR_PID));
	}

	/**
	 * Read the page from a file, before anything is mapped: that would extend a short
	 * one.
	 */
	static RingHeader read(Path path, FileChannel channel) throws IOException {
		long size = channel.size();
		if (size < SIZE) {
			throw new RingFormatException(path, "size", size, "at least " + SIZE, DAMAGED);
		}
		ByteBuffer page = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
		while (page.hasRemaining()) {
			if (channel.read(page, page.position()) < 0) {
				throw new RingFormatException(path, "size", page.position(), "at least " + SIZE,
						"somebody cut it during opening");
			}
		}
		return read(path, page, size);
	}

	private static String ascii(ByteBuffer page) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < Long.BYTES; i++) {
			char character = (char) (page.get(MAGIC + i) & 0xFF);
			text.append((character > ' ' && character < 0x7F) ? character : '?');
		}
		return text.toString();
	}

	/**
	 * Checksum of the page as it is in memory now. Copies it first: only a copy is known
	 * to survive a file that is cut in the meantime.
	 */
	static int checksum(RingMemory memory) {
		byte[] page = new byte[SIZE];
		memory.bytesPlain(0, page);
		CRC32C crc = new CRC32C();
		crc.update(page);
		return (int) crc.getValue();
	}

	private static int checksum(ByteBuffer page) {
		CRC32C crc = new CRC32C();
		crc.update(page.duplicate().position(0).limit(CRC));
		return (int) crc.getValue();
	}

	private static void putUuid(ByteBuffer page, int offset, UUID id) {
		page.putLong(offset, id.getMostSignificantBits());
		page.putLong(offset + Long.BYTES, id.getLeastSignificantBits());
	}

	private static UUID uuid(ByteBuffer page, int offset) {
		return new UUID(page.getLong(offset), page.getLong(offset + Long.BYTES));
	}

	/** Refuses whatever is not as it should be. */
	private record Reader(Path path, ByteBuffer page) {

		void check(String field, Object found, Object expected, String action) {
			if (!found.equals(expected)) {
				throw new RingFormatException(this.path, field, found, expected, action);
			}
		}

		void check(boolean holds, String field, Object found, String expected) {
			if (!holds) {
				throw new RingFormatException(this.path, field, found, expected, DAMAGED);
			}
		}

		RingGeometry geometry(long fileSizeBytes) {
			int slots = this.page.getInt(SLOTS);
			int slotSizeBytes = this.page.getInt(SLOT_SIZE);
			check(slots >= RingGeometry.MIN_SLOTS && Integer.bitCount(slots) == 1, "slots", slots,
					"a power of two, at least " + RingGeometry.MIN_SLOTS);
			check(slotSizeBytes >= RingGeometry.SLOT_UNIT_BYTES && slotSizeBytes % RingGeometry.SLOT_UNIT_BYTES == 0,
					"slotSizeBytes", slotSizeBytes, "a multiple of " + RingGeometry.SLOT_UNIT_BYTES);
			HeaderRoom headers = headers(slotSizeBytes);
			int maxGroups = limit("maxGroups", MAX_GROUPS, RingGeometry.GROUPS_LIMIT);
			int maxShards = limit("maxShards", MAX_SHARDS, RingGeometry.SHARDS_LIMIT);
			int maxTypes = limit("maxTypes", MAX_TYPES, RingGeometry.TYPES_LIMIT);
			long fileSize = RingLayout.fileSizeBytes(slots, slotSizeBytes, maxGroups, maxShards, maxTypes);
			check("fileSize", this.page.getLong(FILE_SIZE), fileSize, DAMAGED);
			check(fileSize <= Integer.MAX_VALUE, "fileSize", fileSize, "below 2 GiB, which is what one mapping holds");
			check("size", fileSizeBytes, fileSize, DAMAGED);
			RingGeometry geometry = new RingGeometry(slots, slotSizeBytes, flag("singleProducer", SINGLE_PRODUCER),
					flag("overwriteWithoutGroups", OVERWRITE_WITHOUT_GROUPS), maxGroups, maxShards, maxTypes, headers);
			checkOffsets(new RingLayout(geometry));
			return geometry;
		}

		void features() {
			boolean headers = (this.page.getInt(EVENT_HEADERS) | this.page.getInt(USER_HEADER_BYTES)) != 0;
			check("incompatibleFeatures", Long.toHexString(this.page.getLong(INCOMPATIBLE_FEATURES)),
					Long.toHexString(headers ? EVENT_HEADERS_FEATURE : 0), NEWER);
		}

		private HeaderRoom headers(int slotSizeBytes) {
			int fields = this.page.getInt(EVENT_HEADERS);
			check(HeaderRoom.areFields(fields), "eventHeaders", fields, "0 to " + HeaderRoom.FIELDS);
			int userBytes = this.page.getInt(USER_HEADER_BYTES);
			check(HeaderRoom.isUserBytes(userBytes), "userHeaderBytes", userBytes,
					"a multiple of 8, 0 to " + HeaderRoom.USER_BYTES_LIMIT);
			HeaderRoom headers = new HeaderRoom(fields, userBytes);
			check(RingGeometry.hasRoom(slotSizeBytes, headers), "slotSizeBytes", slotSizeBytes,
					"more than the " + headers.sizeBytes() + " bytes that headers of events take");
			return headers;
		}

		private void checkOffsets(RingLayout layout) {
			check("maxParticipants", this.page.getInt(MAX_PARTICIPANTS), RingLayout.MAX_PARTICIPANTS, DAMAGED);
			check("hotWordsAt", this.page.getInt(HOT_WORDS_AT), RingLayout.TAIL, DAMAGED);
			check("participantsAt", this.page.getInt(PARTICIPANTS_AT), ParticipantLayout.START, DAMAGED);
			check("groupStatesAt", this.page.getInt(GROUP_STATES_AT), RingLayout.GROUP_STATES, DAMAGED);
			check("groupsAt", this.page.getInt(GROUPS_AT), RingLayout.GROUPS, DAMAGED);
			check("typesAt", this.page.getInt(TYPES_AT), layout.types(), DAMAGED);
			check("slotsAt", this.page.getInt(SLOTS_AT), layout.slotsStart(), DAMAGED);
		}

		private int limit(String field, int offset, int limit) {
			int value = this.page.getInt(offset);
			check(value >= 1 && value <= limit, field, value, "1 to " + limit);
			return value;
		}

		private boolean flag(String field, int offset) {
			int value = this.page.getInt(offset);
			check(value == 0 || value == 1, field, value, "0 or 1");
			return value == 1;
		}

	}

}
