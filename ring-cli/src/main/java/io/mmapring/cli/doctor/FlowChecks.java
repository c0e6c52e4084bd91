package io.mmapring.cli.doctor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mmapring.cli.look.GroupLook;
import io.mmapring.cli.look.Progress;
import io.mmapring.cli.look.RingLook;
import io.mmapring.inspect.ParticipantPresence;
import io.mmapring.inspect.RingFinding;
import io.mmapring.inspect.RingFinding.Kind;
import io.mmapring.inspect.RingFinding.Severity;
import io.mmapring.process.ParticipantInfo;

/**
 * What keeps events from flowing: as health and endpoint of an application say it, and
 * what only a look from outside can add.
 */
final class FlowChecks {

	/** Without anybody who has the ring open no group is expected to move. */
	private static final Set<Kind> OF_OPEN_RINGS = Set.of(Kind.GROUP_STALLED, Kind.GROUP_WITHOUT_CONSUMER,
			Kind.GROUP_SLOW, Kind.GROUP_LAGS);

	private final RingLook look;

	private final List<Finding> findings = new ArrayList<>();

	FlowChecks(RingLook look) {
		this.look = look;
	}

	List<Finding> run() {
		this.look.diagnosis()
			.findings()
			.stream()
			.filter((finding) -> this.look.isOpen() || !OF_OPEN_RINGS.contains(finding.kind()))
			.map(this::finding)
			.forEach(this.findings::add);
		if (this.look.adminPid() == 0) {
			leftOver();
		}
		soleProducer();
		return this.findings;
	}

	private Finding finding(RingFinding finding) {
		ParticipantInfo process = finding.process();
		ParticipantPresence culprit = (process != null) ? this.look.participant(process.id()).orElse(null) : null;
		return new Finding(finding.kind().name(), finding.severity() != Severity.NOTE, finding.problem(),
				why(finding, culprit), finding.blocks(), finding.remedy(), finding.group(), culprit);
	}

	private String why(RingFinding finding, @Nullable ParticipantPresence culprit) {
		List<String> why = new ArrayList<>();
		if (culprit != null && culprit.isStopped()) {
			why.add("process %d is stopped: by SIGSTOP, its terminal or a debugger".formatted(culprit.info().pid()));
		}
		Optional<GroupLook> group = this.look.groups()
			.stream()
			.filter((one) -> one.now().name().equals(finding.group()))
			.findFirst();
		if (group.isPresent()) {
			why.addAll(why(group.get()));
		}
		return String.join("; ", why);
	}

	private static List<String> why(GroupLook group) {
		List<String> why = new ArrayList<>();
		if (group.now().owner() != null) {
			why.add("it has had the group since " + Instant.ofEpochMilli(group.now().ownedSinceMs()));
		}
		Long oldestMs = group.oldestMs();
		if (oldestMs != null) {
			why.add("the event that the group takes next was published at " + Instant.ofEpochMilli(oldestMs));
		}
		if (group.progress() == Progress.EVICTED) {
			why.add("it was put out at " + Instant.ofEpochMilli(group.evictedMs()));
		}
		return why;
	}

	private void leftOver() {
		for (GroupLook group : this.look.groups()) {
			if (group.progress() == Progress.JOINING) {
				this.findings
					.add(Finding
						.problem("JOINING_LEFT_OVER",
								"group '%s' is half entered, and holds producers back at %d"
									.formatted(group.now().name(), group.now().position()),
								"the process that entered it died on the way", "clear it away: doctor --fix")
						.ofGroup(group.now().name()));
			}
		}
		long held = this.look.inspector().heldAt();
		if (held >= 0) {
			this.findings.add(Finding.problem("SEEK_LEFT_OVER", "producers are held at sequence " + held,
					"whoever sent a group to another place died on the way", "clear it away: doctor --fix"));
		}
	}

	private void soleProducer() {
		int id = this.look.inspector().soleProducer();
		if (id != 0 && this.look.participant(id).isEmpty()) {
			this.findings
				.add(Finding.problem("DAMAGED", "nobody has the right of the single producer, and nobody can take it",
						"participant=%d (expected: 0, or one that is attached): the word was overwritten".formatted(id),
						"stop all processes that have the ring open, remove it (rm), and start them again"));
		}
	}

}
