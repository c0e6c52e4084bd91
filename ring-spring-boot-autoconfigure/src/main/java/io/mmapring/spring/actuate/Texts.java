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
		return "sequence %d, claimed by %s, unfinished for %s".formatted(claim.sequence(), process(claim.owner()),
				seconds(claim.age()));
	}

}
