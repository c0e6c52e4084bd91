package io.mmapring.spring.listener;

import org.jspecify.annotations.Nullable;

import io.mmapring.Ring;
import io.mmapring.error.RingFailedException;
import io.mmapring.spring.rings.ManagedRing;

/**
 * Why a run ends by itself. What is met while it ends because of that is not the reason.
 * <p>
 * Threads: for the one that makes the run's steps.
 */
final class RunFailure {

	private final ManagedRing ring;

	private @Nullable Throwable first;

	/**
	 * Nothing has failed so far.
	 * @param ring what the run listens to
	 */
	RunFailure(ManagedRing ring) {
		this.ring = ring;
	}

	boolean isKnown() {
		return this.first != null;
	}

	/** What failed first, if not this. */
	Throwable first(Throwable ex) {
		Throwable first = (this.first != null) ? this.first : explained(ex);
		this.first = first;
		return first;
	}

	/**
	 * Java 17 tells a thread some time after it has touched a file that was cut, in
	 * whatever it does then.
	 */
	private Throwable explained(Throwable ex) {
		String failure = (ex instanceof InternalError) ? this.ring.ring().map(Ring::failure).orElse(null) : null;
		return (failure != null) ? new RingFailedException(this.ring.name(), failure, ex) : ex;
	}

}
