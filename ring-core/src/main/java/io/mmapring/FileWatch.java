package io.mmapring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingFailedException;
import io.mmapring.file.LateFault;
import io.mmapring.file.RingFile;
import io.mmapring.file.RingState;
import io.mmapring.inspect.RingInspector;
import io.mmapring.process.Attachment;

/**
 * Whether this process may use a ring, and why not. Once it may not, nothing touches the
 * file any more, apart from what is let go at the end if the file is still there.
 * <p>
 * Threads: safe for any number of threads.
 */
final class FileWatch {

	private static final Logger LOGGER = System.getLogger(FileWatch.class.getName());

	/** What HotSpot says, whatever the version, when mapped memory is not there. */
	private static final String FAULT = "unsafe memory access";

	private final RingFile file;

	private final RingInspector inspector;

	private final Attachment attachment;

	private final Runnable silence;

	private final Runnable unusableListener;

	private volatile boolean lockLost;

	private volatile boolean closed;

	private volatile @Nullable String failure;

	/** Either of both: one look on the hot path. */
	private volatile boolean unusable;

	/**
	 * Watch a file.
	 * @param silence ends what goes on by itself in the file
	 * @param unusableListener told each time that the ring has become unusable, before
	 * anything else is done about it
	 */
	FileWatch(RingFile file, RingInspector inspector, Attachment attachment, Runnable silence,
			Runnable unusableListener) {
		this.file = file;
		this.inspector = inspector;
		this.attachment = attachment;
		this.silence = silence;
		this.unusableListener = unusableListener;
	}

	/** Stop all use. Whoever is about to claim or poll sees it at the next step. */
	void markClosed() {
		this.closed = true;
		this.unusable = true;
		this.unusableListener.run();
	}

	/** Whether this participant was found to live without its lock. */
	boolean hasLostLock() {
		return this.lockLost;
	}

	boolean isClosed() {
		return this.closed;
	}

	boolean isUnusable() {
		return this.unusable;
	}

	/** Why the file may not be used any more, as far as anybody has found out. */
	@Nullable String failure() {
		return this.failure;
	}

	/**
	 * Look whether the file is still the one that is mapped and is sound, and whether
	 * this participant still is what the others take it for.
	 * @return why the file may not be used any more, or {@code null}
	 */
	@Nullable String look() {
		return this.closed ? this.failure : lookEvenIfClosed();
	}

	/** The same while what is left is let go. */
	@Nullable String lookEvenIfClosed() {
		String failure = this.failure;
		if (failure != null) {
			return failure;
		}
		try {
			String problem = problem();
			if (problem != null) {
				fail(problem);
			}
		}
		catch (InternalError ex) {
			// cut since its size was looked at
			String problem = this.file.problem();
			fail((problem != null) ? problem : unreadable(ex));
		}
		return this.failure;
	}

	/** The same, and whether the participant's lock is lost; to be called each second. */
	void lookPeriodically() {
		InternalError fault = this.attachment.fault();
		if (fault != null) {
			explain(fault);
		}
		if (look() == null && !this.lockLost && !this.attachment.holdsLock()) {
			this.lockLost = true;
			LOGGER.log(Level.ERROR,
					"ring ''{0}'': lock of participant {1} is lost (expected: held by this process): nobody would notice its death by it; restart this process, and find out what opens files of the ring",
					ring(), this.attachment.id());
		}
	}

	/**
	 * Say what an InternalError means. HotSpot throws it where mapped memory is not there
	 * any more; on Java 17 a little later, in whatever the thread does then.
	 * @return the reason for which the ring may not be used any more
	 * @throws InternalError the error itself if it has nothing to do with memory
	 */
	RingFailedException explain(InternalError error) {
		String failure = lookEvenIfClosed();
		if (failure == null) {
			if (!String.valueOf(error.getMessage()).contains(FAULT)) {
				throw error;
			}
			failure = unreadable(error);
			fail(failure);
		}
		return new RingFailedException(ring(), failure, error);
	}

	/** Whether what is this process's own in the file may be let go there. */
	boolean mayTouch() {
		return this.failure == null || this.file.isWhole();
	}

	private @Nullable String problem() {
		String problem = this.file.problem();
		if (problem != null) {
			return problem;
		}
		// a closed ring is detached only once it is marked as closed
		if (!this.attachment.isLive()) {
			return this.closed ? null
					: "participant=%d (expected: one that others know as alive): they took this process for dead"
						.formatted(this.attachment.id());
		}
		String damage = this.inspector.damage();
		// what was seen of a file that is cut just now says nothing
		LateFault.deliver();
		if (damage != null) {
			RingState.mark(this.file.memory(), RingState.POSITION);
		}
		return damage;
	}

	private String unreadable(InternalError error) {
		return "memory=%s (expected: all of %s): it was cut for a moment, or its disk has failed"
			.formatted(error.getMessage(), this.file.path());
	}

	private void fail(String reason) {
		synchronized (this) {
			if (this.failure != null) {
				return;
			}
			this.failure = reason;
			this.unusable = true;
		}
		this.unusableListener.run();
		this.silence.run();
		LOGGER.log(Level.ERROR, "ring ''{0}'' can no longer be used: {1}", ring(), reason);
	}

	private String ring() {
		return this.file.header().name();
	}

}
