package io.mmapring.spring.endpoint;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.mmapring.event.EventHeader;
import io.mmapring.event.EventHeaders;

/**
 * Headers of an event of a batch, which lies no longer where it was.
 * <p>
 * Threads: safe for any number of threads.
 */
final class KeptHeaders implements EventHeaders {

	private static final String SEPARATOR = "-";

	private final String event;

	private final @Nullable Long publishTimeNs;

	private final @Nullable Long keyHash;

	private final boolean hasTrace;

	private final @Nullable String traceparent;

	private final @Nullable Map<String, String> user;

	KeptHeaders(DeliveryContext context) {
		this.event = context.toString();
		this.publishTimeNs = context.has(EventHeader.PUBLISH_TIME) ? (Long) context.headers().publishTimeNs() : null;
		this.keyHash = context.has(EventHeader.KEY_HASH) ? (Long) context.headers().keyHash() : null;
		this.hasTrace = context.has(EventHeader.TRACE);
		this.traceparent = this.hasTrace ? context.headers().traceparent() : null;
		Map<String, String> user = context.hasUserHeaders() ? new LinkedHashMap<>() : null;
		if (user != null) {
			context.headers().forEachUser(user::put);
		}
		this.user = user;
	}

	@Override
	public long publishTimeNs() {
		return there(this.publishTimeNs, EventHeader.PUBLISH_TIME);
	}

	@Override
	public long keyHash() {
		return there(this.keyHash, EventHeader.KEY_HASH);
	}

	@Override
	public boolean trace(byte[] destination, int offset) {
		String traceparent = traceparent();
		if (traceparent == null) {
			return false;
		}
		byte[] bytes = HexFormat.of().parseHex(traceparent.replace(SEPARATOR, ""));
		System.arraycopy(bytes, 0, destination, offset, TRACE_BYTES);
		return true;
	}

	@Override
	public @Nullable String traceparent() {
		if (!this.hasTrace) {
			throw missing(EventHeader.TRACE.name());
		}
		return this.traceparent;
	}

	@Override
	public @Nullable String user(String key) {
		return there(this.user).get(key);
	}

	@Override
	public void forEachUser(BiConsumer<String, String> action) {
		there(this.user).forEach(action);
	}

	private long there(@Nullable Long value, EventHeader header) {
		if (value == null) {
			throw missing(header.name());
		}
		return value;
	}

	private Map<String, String> there(@Nullable Map<String, String> user) {
		if (user == null) {
			throw missing("of the user's own");
		}
		return user;
	}

	private IllegalStateException missing(String header) {
		return new IllegalStateException(
				"%s has no header %s (expected: one that the ring was created with)".formatted(this.event, header));
	}

}
