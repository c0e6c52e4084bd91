package io.mmapring;

import java.util.EnumSet;
import java.util.Set;

import io.mmapring.event.EventHeader;
import io.mmapring.file.HeaderRoom;

/** Headers as users name them, and as they are numbered in the file. */
final class SlotHeaderFields {

	private SlotHeaderFields() {
	}

	static int number(EventHeader header) {
		return switch (header) {
			case PUBLISH_TIME -> HeaderRoom.PUBLISH_TIME;
			case KEY_HASH -> HeaderRoom.KEY_HASH;
			case TRACE -> HeaderRoom.TRACE;
		};
	}

	static Set<EventHeader> of(HeaderRoom room) {
		Set<EventHeader> headers = EnumSet.noneOf(EventHeader.class);
		for (EventHeader header : EventHeader.values()) {
			if (room.has(number(header))) {
				headers.add(header);
			}
		}
		return headers;
	}

}
