package io.mmapring.spring.rings;

import org.agrona.MutableDirectBuffer;

import io.mmapring.event.NextHeaders;
import io.mmapring.spring.RingClaim;
import io.mmapring.spring.rings.SendObserver.Sending;

/**
 * A claim that is observed until it is published or given up.
 *
 * @param <T> type of the event
 */
final class ObservedClaim<T> implements RingClaim<T> {

	private final RingClaim<T> claim;

	private final Sending sending;

	private final Thread thread = Thread.currentThread();

	private boolean closed;

	ObservedClaim(RingClaim<T> claim, Sending sending) {
		this.claim = claim;
		this.sending = sending;
	}

	@Override
	public long sequence() {
		return this.claim.sequence();
	}

	@Override
	public NextHeaders headers() {
		return this.claim.headers();
	}

	@Override
	public T event() {
		return this.claim.event();
	}

	@Override
	public MutableDirectBuffer payload() {
		return this.claim.payload();
	}

	@Override
	public long publish() {
		long sequence = this.claim.publish();
		this.sending.sent(sequence);
		return sequence;
	}

	@Override
	public void close() {
		// nor can another thread close what is inside
		if (this.closed || this.thread != Thread.currentThread()) {
			return;
		}
		this.closed = true;
		try (this.sending) {
			this.claim.close();
		}
	}

	@Override
	public String toString() {
		return this.claim.toString();
	}

}
