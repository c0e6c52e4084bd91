package io.mmapring.stream;

import java.nio.ByteOrder;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import io.mmapring.codec.RingCodecs;
import io.mmapring.event.RingCodec;

/**
 * How the parts of a stream lie in events: 8 bytes with the number of the writer, 4 with
 * what the part is, 4 that are zero, then its bytes.
 */
final class StreamFrame {

	/** Number that streams have among the types of their ring, unless told otherwise. */
	static final int DEFAULT_TYPE = 1;

	/** A writer starts: its participant (4 bytes), 4 zeros, pid (8), since when (8). */
	static final int OPEN = 1;

	/** Bytes of the stream. */
	static final int DATA = 2;

	/** A writer has written all that it wanted. */
	static final int END = 3;

	/** A writer cannot go on: why, in UTF-8. */
	static final int ERROR = 4;

	static final int HEADER_BYTES = 16;

	static final int OPEN_BYTES = HEADER_BYTES + 24;

	static final int PARTICIPANT = HEADER_BYTES;

	static final int PID = HEADER_BYTES + 8;

	static final int SINCE_MS = HEADER_BYTES + 16;

	private static final int WRITER = 0;

	private static final int KIND = 8;

	private StreamFrame() {
	}

	static void header(MutableDirectBuffer frame, long writer, int kind) {
		frame.putLong(WRITER, writer, ByteOrder.LITTLE_ENDIAN);
		frame.putLong(KIND, kind, ByteOrder.LITTLE_ENDIAN);
	}

	static long writer(DirectBuffer frame) {
		return frame.getLong(WRITER, ByteOrder.LITTLE_ENDIAN);
	}

	static int kind(DirectBuffer frame) {
		return frame.getInt(KIND, ByteOrder.LITTLE_ENDIAN);
	}

	/** So that no other kind of event gets the streams' number. */
	static RingCodec<byte[]> codec() {
		return new RingCodec<>() {
			@Override
			public Class<byte[]> type() {
				return byte[].class;
			}

			@Override
			public String name() {
				return "ring.stream";
			}

			@Override
			public String layout() {
				return "ring.stream: 0 writer long; 8 kind int(1 open, 2 data, 3 end, 4 error); 16 bytes";
			}

			@Override
			public int length(byte[] event) {
				return event.length;
			}

			@Override
			public void encode(byte[] event, MutableDirectBuffer buffer, int offset) {
				RingCodecs.bytes().encode(event, buffer, offset);
			}

			@Override
			public byte[] decode(DirectBuffer buffer, int offset, int length) {
				return RingCodecs.bytes().decode(buffer, offset, length);
			}
		};
	}

}
