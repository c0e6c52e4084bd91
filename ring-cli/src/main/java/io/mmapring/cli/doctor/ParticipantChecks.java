package io.mmapring.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.mmapring.cli.look.RingLook;
import io.mmapring.cli.report.Durations;
import io.mmapring.inspect.ParticipantPresence;
import io.mmapring.process.Presence;

/**
 * What can be wrong with those who have a ring open, or had.
 */
final class ParticipantChecks {

	private final RingLook look;

	private final List<Finding> findings = new ArrayList<>();

	ParticipantChecks(RingLook look) {
		this.look = look;
	}

	List<Finding> run() {
		this.look.all(Presence.DEAD).forEach(this::dead);
		for (ParticipantPresence one : this.look.all(Presence.WITHOUT_LOCK)) {
			this.findings.add(Finding.problem("LOCK_LOST", "nobody would notice the death of a participant", one.info()
					+ " runs without its lock: something in it opened and closed the lock file, or the lock file was deleted",
					"restart it, and find out what opens or deletes files of the ring")
				.by(one));
		}
		for (ParticipantPresence one : this.look.all(Presence.UNKNOWN)) {
			this.findings.add(Finding.note("CANNOT_SEE", "whether a participant lives cannot be told from here",
					one.info()
							+ " is in another pid namespace, or its process or lock file cannot be seen by this user",
					"ask again as the ring's owner, and where the process runs")
				.by(one));
		}
		if (!this.look.isOpen() && !this.look.isCopy()) {
			String behind = this.look.groups()
				.stream()
				.filter((group) -> group.now().lag() > 0 && !group.now().isEvicted())
				.map((group) -> "'%s' (lag %d)".formatted(group.now().name(), group.now().lag()))
				.collect(Collectors.joining(", "));
			this.findings.add(Finding.note("NOT_OPEN", "no living process has the ring open",
					behind.isEmpty() ? "all who had it open have ended" : "there are events for groups " + behind,
					behind.isEmpty() ? "nothing; remove it (rm) if it is not needed any more"
							: "start their applications: each group goes on at its position"));
		}
		admin();
		return this.findings;
	}

	private void dead(ParticipantPresence dead) {
		boolean open = this.look.isOpen();
		String action = open
				? "nothing, if it died just now: a living participant clears that away within about a second; else clear it away: doctor --fix"
				: "clear it away: doctor --fix; the next process that opens the ring does so too";
		this.findings.add(
				Finding
					.problem("DEAD_PARTICIPANT", "what a dead process has left is not cleared away",
							dead.info() + " has ended without closing the ring", action)
					.by(dead));
	}

	private void admin() {
		long pid = this.look.adminPid();
		if (pid == 0) {
			return;
		}
		ParticipantPresence holder = this.look.participants()
			.stream()
			.filter((one) -> one.info().pid() == pid)
			.findFirst()
			.orElse(null);
		boolean stopped = holder != null && holder.isStopped();
		this.findings.add(Finding
			.problem("ADMIN_LOCK_HELD",
					"nobody can attach, join or be swept: process %d has held the admin lock for at least %s"
						.formatted(pid, Durations.text(this.look.window().toMillis())),
					(holder != null) ? holder.info() + (stopped ? " is stopped" : " runs") : "it has not attached",
					stopped ? "let it go on: kill -CONT %d; or end it: kill -9 %d".formatted(pid, pid)
							: "look what it does (jcmd %d Thread.print); or end it: kill -9 %d".formatted(pid, pid))
			.by(holder));
	}

}
