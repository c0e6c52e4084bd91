package io.mmapring.spring.rings;

import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.Claim;
import io.mmapring.codec.ViewCodec;
import io.mmapring.codec.ViewWriter;
import io.mmapring.event.NextHeaders;
import io.mmapring.spring.RingClaim;

/**
 * Room for one event of a pooled producer, which it gives back when it is closed.
 *
 * @param <T> type of the event
 */
final class InPlaceClaim<T> implements RingClaim<T> {

	private final ProducerPool pool;

	private final PooledProducer producer;

	private final InPlaceType<T> type;

	private final @Nullable ViewWriter<T> writer;

	private final Claim claim;

	/**
	 * Who has it, or {@code null}. Another thread may see it late, but never itself: so a
	 * second close, behind that of the next one's claim, does nothing.
	 */
	private @Nullable Thread thread;

	private int length;

	private @Nullable MutableDirectBuffer payload;

	private @Nullable T event;

	InPlaceClaim(ProducerPool pool, PooledProducer producer, InPlaceType<T> type) {
		this.pool = pool;
		this.producer = producer;
		this.type = type;
		ViewCodec<T> views = type.views();
		this.writer = (views != null) ? views.writer() : null;
		this.claim = producer.producer().claimed();
	}

	/**
	 * The producer is about to claim.
	 * @param length length of the event, or a negative number if all have the same
	 * @return how many slots
	 */
	int begin(int length) {
		this.length = (length >= 0) ? length : this.type.length();
		return this.type.slots(this.length);
	}

	/** The producer has claimed. */
	InPlaceClaim<T> open() {
		this.thread = Thread.currentThread();
		return this;
	}

	@Override
	public long sequence() {
		check();
		return this.claim.first();
	}

	@Override
	public NextHeaders headers() {
		check();
		if (this.payload != null) {
			throw new IllegalStateException(
					"event of ring '%s' is begun (expected: headers are set before)".formatted(this.type.ring()));
		}
		return this.claim.headers();
	}

	@Override
	public MutableDirectBuffer payload() {
		check();
		MutableDirectBuffer payload = this.payload;
		if (payload == null) {
			payload = this.claim.next(this.type.id(), this.length);
			this.payload = payload;
		}
		return payload;
	}

	@Override
	public T event() {
		T event = this.event;
		if (event == null) {
			MutableDirectBuffer payload = payload();
			ViewWriter<T> writer = this.writer;
			event = (writer != null) ? writer.write(payload) : this.type.buffer(payload);
			this.event = event;
		}
		return event;
	}

	@Override
	public long publish() {
		check();
		return this.claim.publish();
	}

	@Override
	public void close() {
		if (this.thread != Thread.currentThread()) {
			return;
		}
		try {
			if (this.payload == null) {
				this.type.clearHeaders(this.claim);
			}
			this.claim.close();
		}
		finally {
			if (this.writer != null) {
				this.writer.close();
			}
			this.payload = null;
			this.event = null;
			this.thread = null;
			this.pool.giveBack(this.producer);
		}
	}

	private void check() {
		if (this.thread != Thread.currentThread()) {
			throw new IllegalStateException(
					"claim of ring '%s' is closed (expected: use by the thread that claimed, until it is closed)"
						.formatted(this.type.ring()));
		}
	}

	@Override
	public String toString() {
		return "RingClaim of ring '" + this.type.ring() + "'";
	}

}
