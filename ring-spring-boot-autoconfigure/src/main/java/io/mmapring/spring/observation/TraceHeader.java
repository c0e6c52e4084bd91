package io.mmapring.spring.observation;

import org.jspecify.annotations.Nullable;

/**
 * The trace that goes with an event, as a text of W3C Trace Context.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class TraceHeader {

	static final String TRACEPARENT = "traceparent";

	private @Nullable String traceparent;

	/** A header of another kind of propagation. */
	private @Nullable String other;

	/** No trace yet. */
	public TraceHeader() {
	}

	/**
	 * A trace.
	 * @param traceparent the text, or {@code null} if there is none
	 */
	public TraceHeader(@Nullable String traceparent) {
		this.traceparent = traceparent;
	}

	/**
	 * The trace.
	 * @return the text, or {@code null} if there is none
	 */
	public @Nullable String traceparent() {
		return this.traceparent;
	}

	/** A header of the kind of propagation that is set, if none has room. */
	@Nullable String other() {
		return this.other;
	}

	void set(String key, String value) {
		if (key.equals(TRACEPARENT)) {
			this.traceparent = value;
		}
		else {
			this.other = key;
		}
	}

	@Nullable String get(String key) {
		return key.equals(TRACEPARENT) ? this.traceparent : null;
	}

	@Override
	public String toString() {
		return TRACEPARENT + "=" + this.traceparent;
	}

}
