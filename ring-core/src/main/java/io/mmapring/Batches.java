package io.mmapring;

import java.util.List;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.mmapring.event.EventType;
import io.mmapring.event.NextHeaders;
import io.mmapring.event.RingCodec;

/**
 * Publishes several events of a producer at once.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class Batches {

	private final Ring ring;

	private final Claimer claimer;

	Batches(Ring ring, Claimer claimer) {
		this.ring = ring;
		this.claimer = claimer;
	}

	/**
	 * Publish events.
	 * @param whenFull the policy for a full ring, or {@code null} not to wait
	 * @param headers sets the headers of each, or {@code null}
	 * @return the first sequence, or a negative number
	 */
	<T> long publish(EventType<T> type, List<? extends T> events, @Nullable WhenFull whenFull,
			@Nullable BiConsumer<NextHeaders, ? super T> headers) {
		try {
			RingCodec<T> codec = type.codec();
			long slots = 0;
			for (T event : events) {
				slots += this.claimer.slots(codec.length(event));
			}
			int count = this.claimer.checkCount(slots);
			long first = (whenFull != null) ? this.claimer.claimByPolicy(count, events.size(), whenFull)
					: this.claimer.tryClaim(count);
			return (first < 0) ? first : write(type, events, headers);
		}
		catch (InternalError ex) {
			throw this.ring.explain(ex);
		}
	}

	private <T> long write(EventType<T> type, List<? extends T> events,
			@Nullable BiConsumer<NextHeaders, ? super T> headers) {
		RingCodec<T> codec = type.codec();
		Claim claim = this.claimer.claim();
		boolean published = false;
		try {
			for (T event : events) {
				if (headers != null) {
					headers.accept(claim.headers(), event);
				}
				codec.encode(event, claim.next(type.id(), codec.length(event)), 0);
			}
			long first = claim.publish();
			published = true;
			return first;
		}
		finally {
			if (!published) {
				claim.abandon();
				claim.forgetHeaders();
			}
		}
	}

}
