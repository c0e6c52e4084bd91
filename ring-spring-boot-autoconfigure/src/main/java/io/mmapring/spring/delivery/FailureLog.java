package io.mmapring.spring.delivery;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs the errors of a listener so that many of them do not flood the log: the first of
 * each class of exceptions with its stack trace, of the others at most a line a second,
 * which says how many were left out.
 * <p>
 * Threads: safe for any number of threads. Reads the clock for errors only.
 */
final class FailureLog {

	private static final Log logger = LogFactory.getLog(FailureLog.class);

	private static final long PERIOD_NS = TimeUnit.SECONDS.toNanos(1);

	/** Who makes classes of exceptions at run time shall not fill the memory. */
	private static final int MAX_CLASSES = 64;

	private final String who;

	private final Set<Class<?>> seen = new HashSet<>();

	private boolean logged;

	private long loggedNs;

	private long suppressed;

	private String last = "";

	FailureLog(String who) {
		this.who = who;
	}

	/** Log that the listener has failed and goes on. */
	synchronized void failed(long sequence, String result, Throwable ex, long errors) {
		long nowNs = System.nanoTime();
		if (this.seen.size() < MAX_CLASSES && this.seen.add(ex.getClass())) {
			logger.error("%s failed at sequence %d and goes on: %s; errors so far: %d".formatted(this.who, sequence,
					result, errors), ex);
			mark(nowNs);
		}
		else {
			this.suppressed++;
			this.last = "sequence %d, %s; errors so far: %d: %s".formatted(sequence, result, errors, ex);
			flush(nowNs);
		}
	}

	/** Log what was left out, if enough time has passed. */
	synchronized void flush(long nowNs) {
		if (this.suppressed > 0 && (!this.logged || nowNs - this.loggedNs >= PERIOD_NS)) {
			logger.error("%s failed at %d more events and goes on; the last at %s".formatted(this.who, this.suppressed,
					this.last));
			this.suppressed = 0;
			mark(nowNs);
		}
	}

	private void mark(long nowNs) {
		this.logged = true;
		this.loggedNs = nowNs;
	}

}
