package io.mmapring.spring.delivery;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.mmapring.error.GroupEvictedException;
import io.mmapring.error.RingFailedException;
import io.mmapring.spring.RingListenerError;
import io.mmapring.spring.endpoint.ListenerEndpoint;

/**
 * Counts what a listener has done with its events.
 * <p>
 * Threads: written by the listener's thread; read by any number of threads.
 */
public final class Deliveries {

	private static final Log logger = LogFactory.getLog(Deliveries.class);

	private final ListenerEndpoint endpoint;

	private final FailureLog log;

	private final AtomicLong delivered = new AtomicLong();

	/** By size: 1, 2, up to 4, up to 8, and so on. */
	private final AtomicLongArray batches = new AtomicLongArray(Integer.SIZE);

	private final AtomicLong errors = new AtomicLong();

	private final AtomicLong retries = new AtomicLong();

	private final AtomicLong skipped = new AtomicLong();

	private final AtomicLong deadLetters = new AtomicLong();

	private volatile @Nullable RingListenerError lastError;

	private final PassOver passOver = new PassOver();

	/** Both of the listener's thread. */
	private @Nullable RingListenerError undecided;

	private int undecidedEvents;

	/** Whether the thread was interrupted because it did not stop in time. */
	private volatile boolean abandoned;

	/**
	 * Count for a listener.
	 * @param endpoint the listener
	 */
	public Deliveries(ListenerEndpoint endpoint) {
		this.endpoint = endpoint;
		this.log = new FailureLog("Listener '%s' of ring '%s'".formatted(endpoint.id(), endpoint.ring()));
	}

	/**
	 * Events handled.
	 * @return their number
	 */
	public long delivered() {
		return this.delivered.get();
	}

	/**
	 * Batches of a size.
	 * @param events of at most so many events, up to the next power of two
	 * @return their number
	 */
	public long batches(int events) {
		if (events < 1) {
			return 0;
		}
		long count = 0;
		for (int i = 0; i <= bucket(events); i++) {
			count += this.batches.getOpaque(i);
		}
		return count;
	}

	/** The first bucket whose events are at least so many. */
	private static int bucket(int events) {
		return Integer.SIZE - Integer.numberOfLeadingZeros(events - 1);
	}

	/**
	 * Events that failed for good.
	 * @return their number
	 */
	public long errors() {
		return this.errors.get();
	}

	/**
	 * Calls of the method with what it had failed at before.
	 * @return their number
	 */
	public long retries() {
		return this.retries.get();
	}

	/**
	 * Events that failed and were passed over.
	 * @return their number
	 */
	public long skipped() {
		return this.skipped.get();
	}

	/**
	 * Events that failed and were published as dead letters.
	 * @return their number
	 */
	public long deadLetters() {
		return this.deadLetters.get();
	}

	/**
	 * What failed last.
	 * @return the error, or {@code null}
	 */
	public @Nullable RingListenerError lastError() {
		return this.lastError;
	}

	/**
	 * By which somebody else has the thread pass over an event.
	 * @return asks the thread
	 */
	public PassOver passOver() {
		return this.passOver;
	}

	/**
	 * Say whether the thread was interrupted because it did not stop in time.
	 * @param abandoned whether it was
	 */
	public void abandon(boolean abandoned) {
		this.abandoned = abandoned;
	}

	/** Log how many errors were not logged; to be called several times a second. */
	public void logSuppressed() {
		this.log.flush(System.nanoTime());
	}

	/**
	 * Count a batch, without a fence: the only writer is this thread.
	 * @param events its size; nothing is counted if it is 0
	 */
	public void polled(int events) {
		if (events > 0) {
			int bucket = bucket(events);
			this.batches.setOpaque(bucket, this.batches.getPlain(bucket) + 1);
		}
	}

	/** Count without a fence: the only writer is this thread. */
	void delivered(int events) {
		this.delivered.lazySet(this.delivered.getPlain() + events);
	}

	/** Say what has failed, whatever follows: that may take its time. */
	void failed(long sequence, Throwable ex) {
		this.lastError = new RingListenerError(sequence, ex.toString(), Instant.now());
	}

	void retried() {
		this.retries.incrementAndGet();
	}

	/** Count and log events that were passed over. */
	void skipped(long sequence, int events, Throwable ex) {
		note(sequence, events, ex);
		this.skipped.addAndGet(events);
		this.log.failed(sequence, "%d events skipped".formatted(events), ex, errors());
	}

	/** Count and log an event that was published as a dead letter. */
	void deadLetter(long sequence, String ring, Throwable ex) {
		note(sequence, 1, ex);
		this.deadLetters.incrementAndGet();
		this.log.failed(sequence, "published to dead-letter ring '%s'".formatted(ring), ex, errors());
	}

	/**
	 * Tell what is no fault of an event. What comes from a ring file that can no longer
	 * be used is not the method's fault, and no policy lets it go on.
	 * @throws Exception the exception itself if it is not
	 */
	void checkFault(long sequence, int events, Throwable ex) throws Exception {
		if (this.abandoned || isOfRing(ex)) {
			// not handled: comes again when the listener is started
			throw rethrown(ex);
		}
		if (ex instanceof InternalError) {
			// the consumer finds out whether the file was cut or the method has failed
			this.undecided = new RingListenerError(sequence, ex.toString(), Instant.now());
			this.undecidedEvents = events;
			throw rethrown(ex);
		}
	}

	private boolean isOfRing(Throwable ex) {
		return ex instanceof RingFailedException failure && failure.ring().equals(this.endpoint.ring());
	}

	static Exception rethrown(Throwable ex) {
		if (ex instanceof Error error) {
			throw error;
		}
		return (Exception) ex;
	}

	void note(long sequence, int events, Throwable ex) {
		this.errors.addAndGet(events);
		this.lastError = new RingListenerError(sequence, ex.toString(), Instant.now());
	}

	/**
	 * Say why the listener stops by itself.
	 * @param ex the reason
	 */
	public void stopped(Throwable ex) {
		RingListenerError undecided = this.undecided;
		if (undecided != null && ex instanceof InternalError) {
			this.errors.addAndGet(this.undecidedEvents);
			this.lastError = undecided;
		}
		this.undecided = null;
		RingListenerError last = this.lastError;
		if (last == null || !last.exception().equals(ex.toString())) {
			this.lastError = new RingListenerError(-1, ex.toString(), Instant.now());
		}
		RingListenerError error = this.lastError;
		long sequence = (error != null) ? error.sequence() : -1;
		String what = (ex instanceof GroupEvictedException) ? "was evicted, and is stopped"
				: "is stopped by an error" + ((sequence >= 0) ? " at sequence " + sequence : "");
		logger.error("%s %s; errors so far: %d".formatted(this.endpoint.inWords(), what, errors()), ex);
	}

}
