package io.mmapring.inspect;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mmapring.file.HeaderRoom;
import io.mmapring.file.RingMemory;

/**
 * Reads the headers of events, whatever their bytes are.
 */
final class SlotHeaderReader {

	private static final int TRACE_BYTES = 26;

	private static final int TRACE_ID_AT = 1;

	private static final int PARENT_AT = 17;

	private static final int FLAGS_AT = 25;

	private static final int LENGTH_BYTES = Short.BYTES;

	private final RingMemory memory;

	private final HeaderRoom room;

	SlotHeaderReader(RingMemory memory, HeaderRoom room) {
		this.memory = memory;
		this.room = room;
	}

	/**
	 * Read the headers of an event.
	 * @param offset where the room for them starts, in bytes
	 */
	SlotHeaderSnapshot read(int offset) {
		Long publishTimeNs = this.room.has(HeaderRoom.PUBLISH_TIME) ? this.memory.longPlain(offset) : null;
		Long keyHash = this.room.has(HeaderRoom.KEY_HASH) ? this.memory.longPlain(offset + this.room.keyHashAt())
				: null;
		String trace = this.room.has(HeaderRoom.TRACE) ? trace(bytes(offset + this.room.traceAt(), TRACE_BYTES)) : null;
		return new SlotHeaderSnapshot(publishTimeNs, keyHash, trace, user(offset + this.room.userAt()));
	}

	private byte[] bytes(int offset, int length) {
		byte[] bytes = new byte[length];
		this.memory.bytesPlain(offset, bytes);
		return bytes;
	}

	private static @Nullable String trace(byte[] trace) {
		for (int i = TRACE_ID_AT; i < FLAGS_AT; i++) {
			if (trace[i] != 0) {
				HexFormat hex = HexFormat.of();
				return hex.formatHex(trace, 0, TRACE_ID_AT) + "-" + hex.formatHex(trace, TRACE_ID_AT, PARENT_AT) + "-"
						+ hex.formatHex(trace, PARENT_AT, FLAGS_AT) + "-" + hex.formatHex(trace, FLAGS_AT, TRACE_BYTES);
			}
		}
		return null;
	}

	private Map<String, String> user(int offset) {
		if (this.room.userBytes() == 0) {
			return Map.of();
		}
		byte[] bytes = bytes(offset, this.room.userBytes());
		int end = Math.min(bytes.length, LENGTH_BYTES + length(bytes, 0));
		Map<String, String> headers = new LinkedHashMap<>();
		int at = LENGTH_BYTES;
		// a length may be anything in a file that something has damaged
		while (at + 2 * LENGTH_BYTES <= end) {
			int keyAt = at + LENGTH_BYTES;
			int valueAt = keyAt + length(bytes, at) + LENGTH_BYTES;
			if (valueAt > end || valueAt + length(bytes, valueAt - LENGTH_BYTES) > end) {
				break;
			}
			at = valueAt + length(bytes, valueAt - LENGTH_BYTES);
			headers.put(text(bytes, keyAt, valueAt - LENGTH_BYTES), text(bytes, valueAt, at));
		}
		return headers;
	}

	private static int length(byte[] bytes, int at) {
		return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << Byte.SIZE;
	}

	private static String text(byte[] bytes, int from, int to) {
		return new String(bytes, from, to - from, StandardCharsets.UTF_8);
	}

}
