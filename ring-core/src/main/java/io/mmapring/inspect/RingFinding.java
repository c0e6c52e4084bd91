package io.mmapring.inspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mmapring.process.ParticipantInfo;

/**
 * One thing that somebody who runs a ring should know: what is wrong, who it is, whom it
 * blocks, for how long, and what to do.
 *
 * @param kind what it is
 * @param severity how bad
 * @param problem what is wrong, in words that name ring, group and process
 * @param group the group it is about, or {@code null}
 * @param process the participant it is about, or {@code null}
 * @param thread name of the thread it is about, if that is one of this ring object, else
 * {@code null}
 * @param sequence where: the position of the group, the first sequence of the claim, or
 * -1
 * @param lasts for how long it was seen to be so, by who looks
 * @param blocksProducers whether producers find no room because of it
 * @param blockedGroups groups that cannot go on because of it
 * @param remedy what to do, in words; empty if nothing
 */
public record RingFinding(Kind kind, Severity severity, String problem, @Nullable String group,
		@Nullable ParticipantInfo process, @Nullable String thread, long sequence, Duration lasts,
		boolean blocksProducers, List<String> blockedGroups, String remedy) {

	/**
	 * Whether anybody cannot go on because of it.
	 * @return whether it blocks producers or groups
	 */
	public boolean isBlocking() {
		return this.blocksProducers || !this.blockedGroups.isEmpty();
	}

	/**
	 * Whom it blocks, in words.
	 * @return for example {@code producers} and {@code group 'journal'}; none if nobody
	 */
	public List<String> blocks() {
		List<String> blocks = new ArrayList<>();
		if (this.blocksProducers) {
			blocks.add("producers");
		}
		this.blockedGroups.forEach((group) -> blocks.add("group '" + group + "'"));
		return List.copyOf(blocks);
	}

	/**
	 * The finding in one line.
	 * @return for example
	 * {@code ring 'orders': group 'journal' ... (blocks: producers): restart ...}
	 */
	@Override
	public String toString() {
		return this.problem + (isBlocking() ? " (blocks: " + String.join(", ", blocks()) + ")" : "")
				+ (this.remedy.isEmpty() ? "" : "; " + this.remedy);
	}

	/** How bad it is. */
	public enum Severity {

		/** Worth knowing: it has not lasted long, or nobody need do anything. */
		NOTE,

		/** Somebody should look; events still flow. */
		WARNING,

		/** Events do not flow, or will not. */
		ERROR

	}

	/** What it is. */
	public enum Kind {

		/** The file was removed, replaced, cut, or marked as damaged. */
		FILE_UNUSABLE,

		/** The file says what cannot be. */
		DAMAGED,

		/** A living process has claimed and does not publish while somebody waits. */
		PRODUCER_STALLED,

		/** A dead process has left a claim that nobody has given up yet. */
		PRODUCER_DEAD,

		/** A group has events to take, is run by somebody, and takes none. */
		GROUP_STALLED,

		/** A group has events to take and nobody alive runs it. */
		GROUP_WITHOUT_CONSUMER,

		/** The ring stays full because of a group that does get on. */
		GROUP_SLOW,

		/** A group is far behind. */
		GROUP_LAGS,

		/** A group was put out because it stalled. */
		GROUP_EVICTED,

		/** The ring is full and has no group that would make room. */
		NO_GROUP,

		/** A process lives without its lock: nobody would notice its death. */
		LOCK_LOST,

		/** A process is attached and does not run: stopped, or starved. */
		PROCESS_SILENT

	}

}
