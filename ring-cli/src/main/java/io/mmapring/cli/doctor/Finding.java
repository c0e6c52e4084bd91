package io.mmapring.cli.doctor;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mmapring.inspect.ParticipantPresence;

/**
 * Something about a ring that somebody should know.
 *
 * @param code a fixed name for it, for scripts
 * @param isProblem whether something should be done; else it is only good to know
 * @param what what is the case
 * @param why what is the cause, as far as it can be told from outside; may be empty
 * @param blocks whom it keeps from going on
 * @param action what to do
 * @param group the consumer group that it is about, or {@code null}
 * @param culprit who is in the way, or {@code null}
 */
public record Finding(String code, boolean isProblem, String what, String why, List<String> blocks, String action,
		@Nullable String group, @Nullable ParticipantPresence culprit) {

	static Finding problem(String code, String what, String why, String action) {
		return new Finding(code, true, what, why, List.of(), action, null, null);
	}

	static Finding note(String code, String what, String why, String action) {
		return new Finding(code, false, what, why, List.of(), action, null, null);
	}

	Finding ofGroup(String group) {
		return new Finding(this.code, this.isProblem, this.what, this.why, this.blocks, this.action, group,
				this.culprit);
	}

	Finding by(@Nullable ParticipantPresence culprit) {
		return new Finding(this.code, this.isProblem, this.what, this.why, this.blocks, this.action, this.group,
				culprit);
	}

}
