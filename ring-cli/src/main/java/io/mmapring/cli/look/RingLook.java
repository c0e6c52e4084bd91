package io.mmapring.cli.look;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.mmapring.file.AdminLock;
import io.mmapring.file.LockHolder;
import io.mmapring.group.GroupInfo;
import io.mmapring.inspect.DiagnosisLimits;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.ParticipantPresence;
import io.mmapring.inspect.RingDiagnosis;
import io.mmapring.inspect.RingDoctor;
import io.mmapring.inspect.RingFileInspector;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.inspect.SlotSnapshot;
import io.mmapring.process.ParticipantInfo;
import io.mmapring.process.Presence;

/**
 * A ring, looked at for some time: one look cannot tell what stands still.
 *
 * @param inspector what looked
 * @param window for how long
 * @param first the ring at the beginning
 * @param now the ring at the end
 * @param groups its groups
 * @param participants who has it open, and who is dead
 * @param diagnosis what is wrong with groups, producers and participants
 * @param adminPid the process that held the admin lock all the time, or 0
 */
public record RingLook(RingFileInspector inspector, Duration window, RingSnapshot first, RingSnapshot now,
		List<GroupLook> groups, List<ParticipantPresence> participants, RingDiagnosis diagnosis, long adminPid) {

	private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(50);

	/**
	 * So much of the window a group must have stood still to be called so, in percent.
	 */
	private static final int STANDING_PERCENT = 80;

	/**
	 * Look at a ring.
	 * @param inspector what looks
	 * @param window for how long
	 * @return what was seen
	 */
	public static RingLook of(RingFileInspector inspector, Duration window) {
		Path admin = inspector.file().directory().resolve(AdminLock.FILE_NAME);
		RingSnapshot first = inspector.snapshot();
		List<ParticipantPresence> participants = inspector.participants();
		RingDoctor doctor = new RingDoctor(limits(window));
		examine(doctor, first, participants);
		long adminPid = LockHolder.pid(admin);
		long startNs = System.nanoTime();
		while (System.nanoTime() - startNs < window.toNanos()) {
			LockSupport.parkNanos(PERIOD_NS);
			examine(doctor, inspector.snapshot(), participants);
			adminPid = (LockHolder.pid(admin) == adminPid) ? adminPid : 0;
		}
		List<ParticipantPresence> present = inspector.participants();
		List<GroupInfo> infos = inspector.groups();
		// behind the whole window, however long each look took
		RingSnapshot last = inspector.snapshot();
		List<GroupLook> groups = last.groups()
			.stream()
			.map((group) -> group(inspector, group, first, infos, present, window))
			.toList();
		return new RingLook(inspector, window, first, last, groups, present, examine(doctor, last, present), adminPid);
	}

	/** What lasts all the time is said, but for a rest since a look takes time. */
	private static DiagnosisLimits limits(Duration window) {
		Duration enough = window.multipliedBy(STANDING_PERCENT).dividedBy(100);
		return new DiagnosisLimits(enough, enough, DiagnosisLimits.DEFAULT.lagRatio(), enough);
	}

	private static RingDiagnosis examine(RingDoctor doctor, RingSnapshot snapshot,
			List<ParticipantPresence> participants) {
		return doctor.examine(snapshot, null, (id) -> is(participants, id, Presence.DEAD),
				(id) -> find(participants, id).filter(ParticipantPresence::isStopped).isPresent());
	}

	private static boolean is(List<ParticipantPresence> participants, int id, Presence presence) {
		return find(participants, id).filter((one) -> one.presence() == presence).isPresent();
	}

	private static GroupLook group(RingFileInspector inspector, GroupSnapshot now, RingSnapshot first,
			List<GroupInfo> infos, List<ParticipantPresence> participants, Duration window) {
		long moved = first.group(now.name()).map((before) -> now.position() - before.position()).orElse(0L);
		Optional<GroupInfo> info = infos.stream().filter((one) -> one.name().equals(now.name())).findFirst();
		ParticipantInfo owner = now.owner();
		return new GroupLook(now, progress(now, moved, window), moved,
				(owner != null) ? find(participants, owner.id()).orElse(null) : null, oldestMs(inspector, now),
				info.map(GroupInfo::registeredMs).orElse(0L),
				info.map((one) -> inspector.evictedMs(one.index())).orElse(0L));
	}

	private static Progress progress(GroupSnapshot now, long moved, Duration window) {
		if (now.isEvicted()) {
			return Progress.EVICTED;
		}
		if (now.state().equals("JOINING")) {
			return Progress.JOINING;
		}
		if (now.waitsFor() != null) {
			return Progress.AT_CLAIM;
		}
		if (now.backlog() == 0) {
			return (now.lag() == 0) ? Progress.CAUGHT_UP : Progress.BEHIND;
		}
		boolean stood = now.withoutProgress().toMillis() * 100 >= window.toMillis() * STANDING_PERCENT;
		return (moved == 0 && stood) ? Progress.STANDING : Progress.MOVING;
	}

	private static @Nullable Long oldestMs(RingFileInspector inspector, GroupSnapshot group) {
		if (group.lag() == 0 || group.position() < 0) {
			return null;
		}
		SlotSnapshot slot = inspector.slot(group.position());
		Long publishTimeNs = slot.headers().publishTimeNs();
		return (publishTimeNs != null) ? TimeUnit.NANOSECONDS.toMillis(publishTimeNs) : null;
	}

	/**
	 * Find a participant.
	 * @param id its number
	 * @return the participant, or empty if nobody has the number
	 */
	public Optional<ParticipantPresence> participant(int id) {
		return find(this.participants, id);
	}

	private static Optional<ParticipantPresence> find(List<ParticipantPresence> participants, int id) {
		return participants.stream().filter((one) -> one.info().id() == id).findFirst();
	}

	/**
	 * Participants of whom the same was found out.
	 * @param presence what
	 * @return all of them
	 */
	public List<ParticipantPresence> all(Presence presence) {
		return this.participants.stream().filter((one) -> one.presence() == presence).toList();
	}

	/**
	 * Whether somebody has the ring open, or may have.
	 * @return {@code false} only if nobody has
	 */
	public boolean isOpen() {
		return this.participants.stream()
			.anyMatch((one) -> one.presence() != Presence.DEAD && one.presence() != Presence.ELSEWHERE);
	}

	/**
	 * Whether the file is not the one that the living processes in its table have.
	 * @return whether it is a copy, or was put in another one's place
	 */
	public boolean isCopy() {
		return !isOpen() && !all(Presence.ELSEWHERE).isEmpty();
	}

}
