package io.mmapring.spring.actuate;

import java.time.Duration;
import java.util.Locale;

import io.mmapring.inspect.ClaimSnapshot;
import io.mmapring.process.ParticipantInfo;

/** Words for details of health. */
final class Texts {

	private Texts() {
	}

	static String seconds(Duration duration) {
		return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
	}

	static String process(ParticipantInfo participant) {
		return "pid %d, application '%s'".formatted(participant.pid(), participant.application());
	}

	static String claim(ClaimSnapshot claim) {
		String thread = claim.thread();
		return "sequence %d, %d slots, claimed by %s%s, unfinished for %s".formatted(claim.sequence(), claim.slots(),
				process(claim.owner()), (thread != null) ? ", thread '" + thread + "'" : "", seconds(claim.age()));
	}

}
