package io.mmapring.spring.actuate;

import io.mmapring.inspect.ClaimSnapshot;
import io.mmapring.process.ParticipantInfo;
import io.mmapring.spring.rings.Seconds;

/** Words for details of health. */
final class Texts {

	private Texts() {
	}

	static String process(ParticipantInfo participant) {
		return "pid %d, application '%s'".formatted(participant.pid(), participant.application());
	}

	static String claim(ClaimSnapshot claim) {
		String thread = claim.thread();
		return "sequence %d, %d slots, claimed by %s%s, unfinished for %s".formatted(claim.sequence(), claim.slots(),
				process(claim.owner()), (thread != null) ? ", thread '" + thread + "'" : "",
				Seconds.inWords(claim.age()));
	}

}
