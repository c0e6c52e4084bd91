package io.mmapring;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingFullException;
import io.mmapring.error.RingFullException.GatingGroup;
import io.mmapring.file.RingLayout;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.process.ParticipantInfo;

/** Names those that a full ring waits for. */
final class Culprits {

	private final Attached attached;

	private final RingSnapshot seen;

	Culprits(Attached attached) {
		this.attached = attached;
		this.seen = attached.inspector().snapshot();
	}

	RingFullException exception(long missing, long waitedMs) {
		List<GroupSnapshot> slowest = slowest();
		String words = slowest.isEmpty() ? withoutGroup()
				: slowest.stream().map(Culprits::describe).collect(Collectors.joining("; and for "));
		return new RingFullException(this.seen.name(), missing, waitedMs, words,
				slowest.stream().map(Culprits::gating).toList());
	}

	/** Those at the gate; without those that only wait for another one of them. */
	private List<GroupSnapshot> slowest() {
		List<GroupSnapshot> in = this.seen.groups().stream().filter((group) -> !group.isEvicted()).toList();
		long gate = in.stream().mapToLong(GroupSnapshot::position).min().orElse(Long.MAX_VALUE);
		List<GroupSnapshot> slowest = in.stream().filter((group) -> group.position() == gate).toList();
		List<String> names = slowest.stream().map(GroupSnapshot::name).toList();
		return slowest.stream().filter((group) -> group.after().stream().noneMatch(names::contains)).toList();
	}

	private String withoutGroup() {
		long floor = this.attached.file().memory().longAcquire(RingLayout.FLOOR);
		ParticipantInfo claimer = this.attached.inspector()
			.claimer(Math.max(floor, this.seen.tail() - this.seen.slots()));
		return (claimer != null) ? "the unfinished claim of " + claimer
				: "a first consumer group: declare the ring's groups, or set when-no-groups to overwrite";
	}

	static String describe(GroupSnapshot group) {
		ParticipantInfo owner = group.owner();
		String by = (owner != null) ? "run by " + owner
				: "which no process runs: start its consumer, or remove the group";
		String words = "group '%s' at position %d, %d events behind, %s".formatted(group.name(), group.position(),
				group.lag(), by);
		if (group.waitsFor() != null) {
			return words + "; it waits in turn for the claim of sequence %d, unfinished for %d ms, of %s"
				.formatted(group.waitsFor().sequence(), group.waitsFor().age().toMillis(), group.waitsFor().owner());
		}
		return words + ", without progress for %d ms".formatted(group.withoutProgress().toMillis());
	}

	private static GatingGroup gating(GroupSnapshot group) {
		@Nullable ParticipantInfo owner = group.owner();
		return new GatingGroup(group.name(), group.position(), group.lag(), group.withoutProgress(),
				(owner != null) ? owner.pid() : 0, (owner != null) ? owner.application() : null);
	}

}
