package io.mmapring.inspect;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.mmapring.process.ParticipantInfo;
import io.mmapring.process.ProcessIdentity;

/** Words of findings: what is wrong, and what to do about a process. */
final class FindingWords {

	private static final ProcessIdentity SELF = ProcessIdentity.current();

	private FindingWords() {
	}

	static String seconds(Duration duration) {
		return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
	}

	/** Whether a process runs, as far as its heartbeat tells. */
	static String runs(Duration silent) {
		return silent.isZero() ? "that process runs"
				: "that process does not run: its heartbeat has stood still for " + seconds(silent);
	}

	/** What to do about a process that is in the way. */
	static String awaken(ParticipantInfo process, Duration silent, String look, String afterwards) {
		String pid = pid(process);
		String how = silent.isZero()
				? "%s (jcmd %d Thread.print); if it does not come back, end process %s (kill -9 %d)".formatted(look,
						process.pid(), pid, process.pid())
				: "let process %s go on (kill -CONT %d, or its debugger), or end it (kill -9 %d)".formatted(pid,
						process.pid(), process.pid());
		return how + ": " + afterwards;
	}

	private static String pid(ParticipantInfo process) {
		return (process.pidNamespace() == SELF.pidNamespace()) ? Long.toString(process.pid())
				: process.pid() + " of another container, which numbers it so,";
	}

	static String by(@Nullable String thread) {
		return (thread != null) ? ", thread '" + thread + "'," : "";
	}

}
