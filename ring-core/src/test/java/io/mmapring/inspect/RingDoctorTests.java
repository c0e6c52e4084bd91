package io.mmapring.inspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.mmapring.inspect.RingFinding.Kind;
import io.mmapring.inspect.RingFinding.Severity;
import io.mmapring.process.ParticipantInfo;
import io.mmapring.process.ProcessIdentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Who is said to block whom, since when, and what to do. */
class RingDoctorTests {

	private static final long HERE = ProcessIdentity.current().pidNamespace();

	private final RingDoctor doctor = new RingDoctor(DiagnosisLimits.DEFAULT);

	private final List<GroupSnapshot> groups = new ArrayList<>();

	private final List<ClaimSnapshot> claims = new ArrayList<>();

	private long remaining = 10;

	private long heartbeat;

	private List<Integer> stopped = List.of();

	private long nowNs;

	private List<ParticipantInfo> withoutLock = List.of();

	@Test
	void whenAllIsWellThereIsNothingToSay() {
		this.groups.add(group("g", 100, 0, 0, process(1)));
		RingDiagnosis diagnosis = after(60);
		assertThat(diagnosis.findings()).isEmpty();
		assertThat(diagnosis.culprit()).isEmpty();
		assertThat(diagnosis.worst()).isEqualTo(Severity.NOTE);
	}

	@Test
	void whenAConsumerHangsItsGroupBlocksProducersAndGroupsBehindIt() {
		this.remaining = 0;
		this.groups.add(group("first", 36, 64, 12, process(1)));
		this.groups.add(group("second", 36, 0, 0, process(2), "first"));
		this.groups.add(group("third", 36, 0, 0, process(2), "second"));
		this.groups.add(group("beside", 90, 10, 0, process(2)));
		RingFinding culprit = after(12).culprit().orElseThrow();
		assertThat(culprit.kind()).isEqualTo(Kind.GROUP_STALLED);
		assertThat(culprit.severity()).isEqualTo(Severity.ERROR);
		assertThat(culprit.group()).isEqualTo("first");
		assertThat(culprit.blocks()).containsExactly("producers", "group 'second'", "group 'third'");
		assertThat(culprit.lasts()).isEqualTo(Duration.ofSeconds(12));
		assertThat(culprit.sequence()).isEqualTo(36);
		assertThat(culprit).hasToString(
				"ring 'orders': group 'first' at position 36 has 64 events to take and has taken none for 12.0 s;"
						+ " it is run by process 4701 (application 'app1', participant 1, since 1970-01-01T00:00:01Z);"
						+ " that process runs (blocks: producers, group 'second', group 'third');"
						+ " look whether its consumer is paused, or what its thread does (jcmd 4701 Thread.print);"
						+ " if it does not come back, end process 4701 (kill -9 4701):"
						+ " then the group goes on at position 36 as soon as it has a consumer again");
	}

	@Test
	void whenItsProcessIsStoppedTheRemedyIsToLetItGoOn() {
		this.groups.add(group("g", 36, 64, 12, process(1)));
		this.stopped = List.of(1);
		RingFinding finding = after(12).findings().get(0);
		assertThat(finding.kind()).isEqualTo(Kind.GROUP_STALLED);
		assertThat(finding.problem()).endsWith("that process does not run: its heartbeat has stood still for 12.0 s");
		assertThat(finding.remedy())
			.startsWith("let process 4701 go on (kill -CONT 4701, or its debugger), or end it (kill -9 4701): ");
	}

	@Test
	void whenItsProcessIsInAnotherContainerThatIsSaid() {
		ParticipantInfo far = new ParticipantInfo(3, "LIVE", 7, 1, HERE + 1, "far", 1000, 1, 0, 0, 0, 0, 0);
		this.groups.add(group("g", 36, 64, 12, far));
		assertThat(after(12).findings().get(0).remedy())
			.contains("process 7 of another container, which numbers it so,");
	}

	@Test
	void whatHasNotLastedLongIsANoteAndWhatHasJustBegunIsNothing() {
		this.groups.add(group("g", 80, 20, 3, process(1)));
		RingDiagnosis diagnosis = after(3);
		assertThat(diagnosis.findings()).singleElement()
			.satisfies((finding) -> assertThat(finding.severity()).isEqualTo(Severity.NOTE));
		assertThat(diagnosis.problems()).isEmpty();
		this.groups.set(0, group("g", 80, 20, 0, process(1)));
		assertThat(after(1).findings()).isEmpty();
	}

	@Test
	void whileProducersWaitAStallCountsAsSoonAsTheyAreBlockedForTooLong() {
		this.groups.add(group("g", 36, 64, 6, process(1)));
		assertThat(after(6).worst()).isEqualTo(Severity.NOTE);
		this.remaining = 0;
		assertThat(after(1).worst()).isEqualTo(Severity.ERROR);
	}

	@Test
	void whenAProducerIsStoppedInAClaimItBlocksAllWhoWaitForIt() {
		this.remaining = 0;
		ClaimSnapshot claim = new ClaimSnapshot(40, 2, process(1), Duration.ofSeconds(7), "sender");
		this.claims.add(claim);
		this.groups.add(waiting("first", 40, claim));
		this.groups.add(group("second", 40, 0, 0, process(2), "first"));
		this.stopped = List.of(1);
		RingDiagnosis diagnosis = after(7);
		assertThat(diagnosis.findings()).extracting(RingFinding::kind).containsExactly(Kind.PRODUCER_STALLED);
		RingFinding culprit = diagnosis.culprit().orElseThrow();
		assertThat(culprit.blocks()).containsExactly("producers", "group 'first'", "group 'second'");
		assertThat(culprit.thread()).isEqualTo("sender");
		assertThat(culprit.problem()).isEqualTo(
				"ring 'orders': claim of sequence 40 (2 slots) by process 4701 (application 'app1', participant 1, since 1970-01-01T00:00:01Z), thread 'sender', is unfinished for 7.0 s;"
						+ " that process does not run: its heartbeat has stood still for 7.0 s");
		assertThat(culprit.remedy()).startsWith("let process 4701 go on (kill -CONT 4701");
	}

	@Test
	void aClaimOfADeadProcessNeedsNoRemedy() {
		ClaimSnapshot claim = new ClaimSnapshot(40, 2, process(1), Duration.ofSeconds(7), null);
		this.groups.add(waiting("g", 40, claim));
		RingDiagnosis diagnosis = examine((id) -> id == 1);
		assertThat(diagnosis.findings()).extracting(RingFinding::kind).containsExactly(Kind.PRODUCER_DEAD);
		assertThat(diagnosis.worst()).isEqualTo(Severity.WARNING);
		assertThat(diagnosis.findings().get(0).problem()).endsWith("that process is dead");
	}

	@Test
	void aGroupThatNobodyRunsIsAWarningUntilItBlocksProducers() {
		this.groups.add(group("g", 36, 64, 11, null));
		RingFinding finding = after(1).findings().get(0);
		assertThat(finding.kind()).isEqualTo(Kind.GROUP_WITHOUT_CONSUMER);
		assertThat(finding.severity()).isEqualTo(Severity.WARNING);
		assertThat(finding.problem()).isEqualTo(
				"ring 'orders': group 'g' at position 36 has had 64 events to take for 11.0 s, and no process runs it");
		assertThat(finding.remedy()).startsWith("start its consumer: it goes on at position 36;");
		this.remaining = 0;
		assertThat(after(1).findings().get(0).severity()).isEqualTo(Severity.ERROR);
		this.groups.set(0, group("g", 36, 64, 11, process(1)));
		assertThat(examine((id) -> id == 1).findings().get(0).problem()).contains("it was run by process 4701")
			.endsWith("which is dead");
	}

	@Test
	void aFullRingWhoseGroupGetsOnIsSlow() {
		this.remaining = 0;
		this.groups.add(group("g", 36, 64, 0, process(1)));
		assertThat(after(6).findings()).extracting(RingFinding::kind).containsExactly(Kind.GROUP_SLOW);
		assertThat(after(0).worst()).isEqualTo(Severity.WARNING);
		assertThat(after(0).findings().get(0).problem()).startsWith(
				"ring 'orders': the ring has been full for 6.0 s because of group 'g' at position 36, which gets on, but slower than producers");
	}

	@Test
	void aGroupLagsOnceItHasForSomeTime() {
		this.groups.add(group("g", 36, 64, 0, process(1)));
		assertThat(after(2).worst()).isEqualTo(Severity.NOTE);
		RingDiagnosis diagnosis = after(4);
		assertThat(diagnosis.findings()).extracting(RingFinding::kind).containsExactly(Kind.GROUP_LAGS);
		assertThat(diagnosis.worst()).isEqualTo(Severity.WARNING);
		assertThat(diagnosis.findings().get(0).problem()).startsWith(
				"ring 'orders': group 'g' at position 36 is 64 events behind, of 64 slots, and has lagged for 6.0 s");
		this.groups.set(0, group("g", 90, 10, 0, process(1)));
		assertThat(after(1).findings()).isEmpty();
		this.groups.set(0, group("g", 36, 64, 0, process(1)));
		assertThat(after(1).findings()).extracting(RingFinding::severity).containsExactly(Severity.NOTE);
	}

	@Test
	void aFullRingWithoutGroupsSaysSo() {
		this.remaining = 0;
		RingFinding finding = after(6).culprit().orElseThrow();
		assertThat(finding.kind()).isEqualTo(Kind.NO_GROUP);
		assertThat(finding.problem())
			.isEqualTo("ring 'orders': the ring has been full for 6.0 s: it has no consumer group that makes room");
		assertThat(finding.remedy()).contains("when-no-groups: overwrite");
	}

	@Test
	void aFullRingWithoutGroupsBlamesTheClaimAtItsGate() {
		this.remaining = 0;
		this.claims.add(new ClaimSnapshot(36, 1, process(1), Duration.ofSeconds(7), null));
		RingDiagnosis diagnosis = after(7);
		assertThat(diagnosis.findings()).extracting(RingFinding::kind).containsExactly(Kind.PRODUCER_STALLED);
		assertThat(diagnosis.culprit().orElseThrow().blocks()).containsExactly("producers");
	}

	@Test
	void anEvictedGroupBlocksNobody() {
		this.remaining = 0;
		this.groups.add(new GroupSnapshot("g", "EVICTED", List.of(), 1, 99, 99, Duration.ofSeconds(99), null, 0,
				List.of(), null));
		this.groups.add(group("next", 36, 64, 20, process(2), "g"));
		assertThat(after(6).findings()).extracting(RingFinding::kind)
			.containsExactly(Kind.GROUP_STALLED, Kind.GROUP_EVICTED);
		assertThat(after(0).culprit().orElseThrow().group()).isEqualTo("next");
	}

	@Test
	void whoRunsWithoutLockOrNotAtAllIsNamed() {
		this.withoutLock = List.of(process(1));
		this.stopped = List.of(2);
		RingDiagnosis diagnosis = after(11);
		assertThat(diagnosis.findings()).extracting(RingFinding::kind)
			.containsExactly(Kind.LOCK_LOST, Kind.PROCESS_SILENT);
		assertThat(diagnosis.findings().get(1).problem()).isEqualTo(
				"ring 'orders': process 4702 (application 'app2', participant 2, since 1970-01-01T00:00:01Z) is attached and does not run: its heartbeat has stood still for 11.0 s");
	}

	@Test
	void damageAndAnUnusableFileAreErrors() {
		assertThat(this.doctor.examine(snapshot(), "position=-1", (id) -> false).findings()).singleElement()
			.hasToString(
					"ring 'orders': is damaged: position=-1; stop all processes that have the ring open, remove it, and start them again");
		assertThat(RingDoctor.unusable("orders", "it was removed").culprit().orElseThrow())
			.hasToString("ring 'orders' can no longer be used: it was removed (blocks: producers); find out who did it;"
					+ " stop all processes that have the ring open, remove it if it is still there, and start them again");
	}

	@Test
	void groupsInACircleAreNoEndlessSearch() {
		this.remaining = 0;
		this.groups.add(group("a", 36, 0, 0, process(1), "b"));
		this.groups.add(group("b", 36, 0, 0, process(2), "a"));
		assertThat(after(6).findings()).extracting(RingFinding::kind).containsOnly(Kind.GROUP_LAGS);
	}

	@Test
	void limitsAreChecked() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new DiagnosisLimits(Duration.ofSeconds(-1), Duration.ZERO, 1, Duration.ZERO))
			.withMessage("stall='PT-1S' (expected: zero or more)");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new DiagnosisLimits(Duration.ZERO, Duration.ZERO, 0, Duration.ZERO))
			.withMessage("lagRatio='0.0' (expected: above 0, at most 1)");
	}

	/** What is found after some seconds in which it was looked at once before. */
	private RingDiagnosis after(int seconds) {
		this.doctor.examine(snapshot(), null, (id) -> false, this.nowNs);
		this.nowNs += Duration.ofSeconds(seconds).toNanos();
		return this.doctor.examine(snapshot(), null, (id) -> false, this.nowNs);
	}

	private RingDiagnosis examine(IntPredicate dead) {
		return this.doctor.examine(snapshot(), null, dead, this.nowNs);
	}

	private RingSnapshot snapshot() {
		this.heartbeat++;
		return new RingSnapshot("orders", 64, 64, 100, this.remaining, 0, 0, List.copyOf(this.groups),
				List.of(process(1), process(2)), List.copyOf(this.claims), this.withoutLock);
	}

	private static GroupSnapshot group(String name, long position, long backlog, int stillSeconds,
			@Nullable ParticipantInfo owner, String... after) {
		return new GroupSnapshot(name, "LIVE", List.of(after), position, 100 - position, backlog,
				Duration.ofSeconds(stillSeconds), owner, 0, List.of(), null);
	}

	private GroupSnapshot waiting(String name, long position, ClaimSnapshot claim) {
		return new GroupSnapshot(name, "LIVE", List.of(), position, 100 - position, 0, Duration.ZERO, process(2), 0,
				List.of(), claim);
	}

	private ParticipantInfo process(int id) {
		return new ParticipantInfo(id, "LIVE", 4700 + id, 1, HERE, "app" + id, 1000,
				this.stopped.contains(id) ? 0 : this.heartbeat, 0, 0, 0, 0, 0);
	}

}
