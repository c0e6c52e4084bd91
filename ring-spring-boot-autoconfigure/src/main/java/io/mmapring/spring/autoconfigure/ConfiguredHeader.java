package io.mmapring.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import io.mmapring.event.EventHeader;

/**
 * Headers as they are configured: those of {@link EventHeader}, or none of them.
 */
public enum ConfiguredHeader {

	/** No header; stands alone. */
	NONE(null),

	/** When the event was written. */
	PUBLISH_TIME(EventHeader.PUBLISH_TIME),

	/** Hash of the event's key. */
	KEY_HASH(EventHeader.KEY_HASH),

	/** The trace that the event belongs to. */
	TRACE(EventHeader.TRACE);

	private final @Nullable EventHeader header;

	ConfiguredHeader(@Nullable EventHeader header) {
		this.header = header;
	}

	@Nullable EventHeader header() {
		return this.header;
	}

}
