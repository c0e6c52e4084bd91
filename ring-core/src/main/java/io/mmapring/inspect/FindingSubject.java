package io.mmapring.inspect;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mmapring.process.ParticipantInfo;

/** Whom or what a finding is about, and whom that blocks. */
record FindingSubject(@Nullable String group, @Nullable ParticipantInfo process, @Nullable String thread, long sequence,
		boolean blocksProducers, List<String> blockedGroups) {

	/** The ring as a whole. */
	static final FindingSubject NONE = new FindingSubject(null, null, null, -1, false, List.of());

}
