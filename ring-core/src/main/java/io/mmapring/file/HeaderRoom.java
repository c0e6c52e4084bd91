package io.mmapring.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.mmapring.error.Check;

/**
 * Room for headers of events, at the start of every slot's payload. Which headers there
 * are is a number in the file's header page; their order is fixed.
 * <p>
 * Threads: safe for any number of threads.
 *
 * @param fields the headers there are: a sum of {@link #PUBLISH_TIME}, {@link #KEY_HASH}
 * and {@link #TRACE}
 * @param userBytes room for headers of the user's own, in bytes, a multiple of 8; 0 for
 * none
 */
public record HeaderRoom(int fields, int userBytes) {

	/** When the event was written: 8 bytes. */
	public static final int PUBLISH_TIME = 1;

	/** Hash of the event's key: 8 bytes. */
	public static final int KEY_HASH = 2;

	/** The trace that the event belongs to: 26 bytes, and 6 to a multiple of 8. */
	public static final int TRACE = 4;

	/** All of these. */
	public static final int FIELDS = PUBLISH_TIME | KEY_HASH | TRACE;

	/** Most bytes for headers of the user's own. */
	public static final int USER_BYTES_LIMIT = 4096;

	/** No headers, which takes no room. */
	public static final HeaderRoom NONE = new HeaderRoom(0, 0);

	/** Bytes of a trace: version, trace, parent, flags. */
	public static final int TRACE_BYTES = 26;

	private static final int TRACE_ROOM = 32;

	/**
	 * Check the numbers.
	 * @param fields the headers there are
	 * @param userBytes room for headers of the user's own, in bytes
	 */
	public HeaderRoom {
		Check.that(areFields(fields), "eventHeaders", fields, "0 to " + FIELDS);
		Check.that(isUserBytes(userBytes), "userHeaderBytes", userBytes, "a multiple of 8, 0 to " + USER_BYTES_LIMIT);
	}

	static boolean areFields(int fields) {
		return (fields & ~FIELDS) == 0;
	}

	static boolean isUserBytes(int userBytes) {
		return userBytes >= 0 && userBytes <= USER_BYTES_LIMIT && userBytes % Long.BYTES == 0;
	}

	/**
	 * Whether there is a header.
	 * @param field the header's number
	 * @return whether it is there
	 */
	public boolean has(int field) {
		return (this.fields & field) != 0;
	}

	/**
	 * Where the hash of the key is.
	 * @return the offset in the room, in bytes
	 */
	public int keyHashAt() {
		return has(PUBLISH_TIME) ? Long.BYTES : 0;
	}

	/**
	 * Where the trace is.
	 * @return the offset in the room, in bytes
	 */
	public int traceAt() {
		return keyHashAt() + (has(KEY_HASH) ? Long.BYTES : 0);
	}

	/**
	 * Where the headers of the user's own are.
	 * @return the offset in the room, in bytes
	 */
	public int userAt() {
		return traceAt() + (has(TRACE) ? TRACE_ROOM : 0);
	}

	/**
	 * Size of the room.
	 * @return the size in bytes, a multiple of 8; 0 if there are no headers
	 */
	public int sizeBytes() {
		return userAt() + this.userBytes;
	}

	/**
	 * Memory for the headers of one event, outside of the ring.
	 * @return as many zeros as the room has bytes
	 */
	public RingMemory newMemory() {
		return new RingMemory(ByteBuffer.allocateDirect(sizeBytes()));
	}

	@Override
	public String toString() {
		List<String> names = new ArrayList<>();
		if (has(PUBLISH_TIME)) {
			names.add("PUBLISH_TIME");
		}
		if (has(KEY_HASH)) {
			names.add("KEY_HASH");
		}
		if (has(TRACE)) {
			names.add("TRACE");
		}
		return names + " and " + this.userBytes + " bytes of the user's own";
	}

}
