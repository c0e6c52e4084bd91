package io.mmapring.spring.actuate;

import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A count in a ring's file as one that only grows, though it begins anew in another file,
 * and what is counted for a participant with each attachment.
 * <p>
 * Threads: safe for any number of threads.
 */
final class GrowingCount implements LongSupplier {

	private final Supplier<@Nullable Reading> reading;

	private @Nullable Bearer bearer;

	private long before;

	private long last;

	/**
	 * Count.
	 * @param reading reads the count, or {@code null} while it cannot be read
	 */
	GrowingCount(Supplier<@Nullable Reading> reading) {
		this.reading = reading;
	}

	@Override
	public synchronized long getAsLong() {
		Reading now = read();
		if (now != null) {
			if (!now.bearer().equals(this.bearer)) {
				this.before += this.last;
				this.last = 0;
				this.bearer = now.bearer();
			}
			this.last = Math.max(this.last, now.count());
		}
		return this.before + this.last;
	}

	/** A file that was cut just now is reported by health and log, not by a scrape. */
	private @Nullable Reading read() {
		try {
			return this.reading.get();
		}
		catch (RuntimeException | InternalError ex) {
			return null;
		}
	}

	/**
	 * One look at the count.
	 *
	 * @param bearer whose count it is
	 * @param count the count
	 */
	record Reading(Bearer bearer, long count) {
	}

	/**
	 * Whose count it is; no ring object, so that a closed one is let go.
	 *
	 * @param ring the ring's identity
	 * @param participant number of the participant, or 0 for the whole ring
	 * @param attachedMs when that attached, in milliseconds since 1970
	 */
	record Bearer(UUID ring, int participant, long attachedMs) {
	}

}
