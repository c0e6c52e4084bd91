package io.mmapring.spring.test.context;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.mmapring.spring.RingMetadata;

/**
 * A fault of a listener.
 * <p>
 * Threads: safe for any number of threads.
 */
final class ListenerFault extends Fault {

	private final String listener;

	/** Which event it is for, from 1. */
	private final int event;

	/** Makes what is thrown; {@code null} to hang. */
	private final @Nullable Supplier<? extends Exception> failure;

	private final CountDownLatch released = new CountDownLatch(1);

	private int seen;

	/** The event that was seen last: an attempt more is no event more. */
	private long last = -1;

	private long hit = -1;

	ListenerFault(String listener, int event, @Nullable Supplier<? extends Exception> failure) {
		super((failure != null) ? "listener '%s' fails at event %d from now".formatted(listener, event)
				: "listener '%s' hangs".formatted(listener));
		this.listener = listener;
		this.event = event;
		this.failure = failure;
	}

	void before(RingMetadata metadata) throws Exception {
		if (isClosed() || !metadata.listener().equals(this.listener) || !isFor(metadata.sequence())) {
			return;
		}
		strike();
		Supplier<? extends Exception> failure = this.failure;
		if (failure != null) {
			throw failure.get();
		}
		this.released.await();
	}

	private synchronized boolean isFor(long sequence) {
		if (sequence != this.last) {
			this.last = sequence;
			this.seen++;
			if (this.seen == this.event) {
				this.hit = sequence;
			}
		}
		return sequence == this.hit;
	}

	@Override
	public void close() {
		super.close();
		this.released.countDown();
	}

}
