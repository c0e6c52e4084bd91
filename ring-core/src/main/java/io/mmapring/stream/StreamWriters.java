package io.mmapring.stream;

import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.inspect.RingSnapshot;
import io.mmapring.process.ParticipantInfo;

/**
 * Who writes to a stream, and who is done.
 */
final class StreamWriters {

	private static final Writer UNKNOWN = new Writer(0, 0, 0);

	private final int expected;

	private final Map<Long, Writer> open = new HashMap<>();

	private int ended;

	StreamWriters(int expected) {
		this.expected = expected;
	}

	void opened(long writer, DirectBuffer frame) {
		this.open.put(writer,
				new Writer((int) frame.getLong(StreamFrame.PARTICIPANT, ByteOrder.LITTLE_ENDIAN),
						frame.getLong(StreamFrame.PID, ByteOrder.LITTLE_ENDIAN),
						frame.getLong(StreamFrame.SINCE_MS, ByteOrder.LITTLE_ENDIAN)));
	}

	/** A reader that goes on for another one may not have seen the start. */
	void wrote(long writer) {
		this.open.putIfAbsent(writer, UNKNOWN);
	}

	void ended(long writer) {
		this.open.remove(writer);
		this.ended++;
	}

	boolean areDone() {
		return this.ended >= this.expected && this.open.isEmpty();
	}

	/**
	 * Look for writers that are gone.
	 * @param snapshot a look at the ring
	 * @return one that is gone in words, or {@code null}
	 */
	@Nullable String gone(RingSnapshot snapshot) {
		for (Writer writer : this.open.values()) {
			if (writer.participant != UNKNOWN.participant && snapshot.participants().stream().noneMatch(writer::is)) {
				return "process " + writer.pid;
			}
		}
		return null;
	}

	/**
	 * A process that writes.
	 *
	 * @param participant its number in the ring
	 * @param pid its number
	 * @param sinceMs when it attached
	 */
	private record Writer(int participant, long pid, long sinceMs) {

		boolean is(ParticipantInfo info) {
			return info.id() == this.participant && info.pid() == this.pid && info.attachedMs() == this.sinceMs;
		}

	}

}
