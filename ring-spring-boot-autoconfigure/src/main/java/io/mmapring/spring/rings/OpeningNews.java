package io.mmapring.spring.rings;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.mmapring.Ring;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.process.ParticipantInfo;

/**
 * Tells the log what becomes of a ring of this application, each change once.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class OpeningNews {

	private static final Log logger = LogFactory.getLog(OpeningNews.class);

	private static final long PID = ProcessHandle.current().pid();

	private final String words;

	/** Since when it is tried again, in nano time; 0 if it is not. */
	private long tryingNs;

	OpeningNews(String ring) {
		this.words = "Ring '%s' (pid %d) ".formatted(ring, PID);
	}

	/** It cannot be opened, and is tried again. */
	void cannotOpen(String reason) {
		this.tryingNs = System.nanoTime();
		logger
			.warn(this.words + "cannot be opened; the application starts without it, and it is tried again: " + reason);
	}

	/** It is not tried again. */
	void givenUp(RuntimeException ex) {
		this.tryingNs = 0;
		logger.error(this.words + "cannot be opened, and is not tried again", ex);
	}

	/**
	 * It is open.
	 * @param begun when its opening had begun, by the clock of the machine
	 */
	void opened(Ring ring, Instant begun) {
		String tried = (this.tryingNs != 0)
				? ", after " + Seconds.inWords(Duration.ofNanos(System.nanoTime() - this.tryingNs)) : "";
		this.tryingNs = 0;
		boolean created = ring.creatorPid() == PID && !ring.createdAt().isBefore(begun);
		RingSnapshot seen = ring.snapshot();
		List<ParticipantInfo> others = seen.participants()
			.stream()
			.filter((participant) -> participant.id() != ring.participant())
			.toList();
		logger.info("%sis open%s: %s by this process, file=%s, slots=%d, slot-size=%dB, tail=%d; others that use it: %s"
			.formatted(this.words, tried, created ? "created" : "found, not created", ring.path(), ring.slots(),
					ring.slotSizeBytes(), seen.tail(), others.isEmpty() ? "none" : others));
	}

	void closed() {
		logger.info(this.words + "is closed");
	}

}
