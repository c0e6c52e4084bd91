package io.mmapring.spring.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.mmapring.inspect.RingFinding;
import io.mmapring.process.ParticipantInfo;
import io.mmapring.spring.rings.Seconds;

/** What was found out about a ring, as details of health. */
final class Findings {

	private Findings() {
	}

	/** Say whom it is about, whom it blocks, and what to do. */
	static void explain(HealthDetails health, RingFinding finding) {
		if (finding.isBlocking()) {
			health.with(HealthDetail.PROBLEMS, "blocks", finding.blocks());
		}
		if (!finding.remedy().isEmpty()) {
			health.with(HealthDetail.PROBLEMS, "remedy", finding.remedy());
		}
		Map<String, Object> culprit = culprit(finding);
		if (!culprit.isEmpty()) {
			health.with(HealthDetail.PROBLEMS, "culprit", culprit);
		}
	}

	private static Map<String, Object> culprit(RingFinding finding) {
		Map<String, Object> culprit = new LinkedHashMap<>();
		String group = finding.group();
		if (group != null) {
			culprit.put("group", group);
		}
		ParticipantInfo process = finding.process();
		if (process != null) {
			culprit.put("pid", process.pid());
			culprit.put("application", process.application());
		}
		String thread = finding.thread();
		if (thread != null) {
			culprit.put("thread", thread);
		}
		if (finding.sequence() >= 0) {
			culprit.put("sequence", finding.sequence());
		}
		if (!culprit.isEmpty()) {
			culprit.put("lasts", Seconds.inWords(finding.lasts()));
		}
		return culprit;
	}

}
