package io.mmapring.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom in a ring: groups for claims and for the groups they are after,
 * producers for the groups at the gate.
 */
final class Blocking {

	private final RingSnapshot snapshot;

	Blocking(RingSnapshot snapshot) {
		this.snapshot = snapshot;
	}

	/** Whether a claim finds no room. */
	boolean isFull() {
		return this.snapshot.remaining() == 0;
	}

	/** Groups that gate producers. */
	List<GroupSnapshot> gating() {
		return this.snapshot.groups().stream().filter((group) -> !group.isEvicted()).toList();
	}

	/** Groups that wait, also in turn, for a claim. */
	List<String> waitingForClaim(long sequence) {
		return gating().stream().filter((group) -> {
			ClaimSnapshot claim = root(group).waitsFor();
			return claim != null && claim.sequence() == sequence;
		}).map(GroupSnapshot::name).toList();
	}

	/** Groups that wait, also in turn, for another one. */
	List<String> waitingForGroup(GroupSnapshot blocker) {
		return gating().stream()
			.filter((group) -> !group.name().equals(blocker.name()) && root(group).name().equals(blocker.name()))
			.map(GroupSnapshot::name)
			.toList();
	}

	/** Whether a full ring would have room if a group went on. */
	boolean holdsProducers(GroupSnapshot blocker) {
		return isFull() && atGate().stream().anyMatch((group) -> root(group).name().equals(blocker.name()));
	}

	/** Whether a full ring would have room if a claim were finished. */
	boolean holdsProducers(ClaimSnapshot claim) {
		if (!isFull()) {
			return false;
		}
		List<GroupSnapshot> gating = gating();
		return gating.isEmpty() ? claim.sequence() == gate()
				: atGate().stream()
					.map(this::root)
					.map(GroupSnapshot::waitsFor)
					.anyMatch((waited) -> isSame(waited, claim));
	}

	private static boolean isSame(@Nullable ClaimSnapshot waited, ClaimSnapshot claim) {
		return waited != null && waited.sequence() == claim.sequence();
	}

	private List<GroupSnapshot> atGate() {
		long gate = gate();
		return gating().stream().filter((group) -> group.position() == gate).toList();
	}

	private long gate() {
		return gating().stream()
			.mapToLong(GroupSnapshot::position)
			.min()
			.orElse(this.snapshot.tail() - this.snapshot.slots() + this.snapshot.remaining());
	}

	/** All claims that are open, those that groups wait for among them. */
	List<ClaimSnapshot> claims() {
		List<ClaimSnapshot> claims = new ArrayList<>(this.snapshot.openClaims());
		for (GroupSnapshot group : gating()) {
			ClaimSnapshot waited = group.waitsFor();
			if (waited != null && claims.stream().noneMatch((claim) -> isSame(waited, claim))) {
				claims.add(waited);
			}
		}
		claims.sort(Comparator.comparingLong(ClaimSnapshot::sequence));
		return claims;
	}

	/** The group that must go on for this one to go on; itself if it need not wait. */
	private GroupSnapshot root(GroupSnapshot group) {
		Set<String> seen = new HashSet<>();
		GroupSnapshot root = group;
		// a damaged file may name groups in a circle
		while (seen.add(root.name()) && root.backlog() == 0 && root.lag() > 0 && root.waitsFor() == null) {
			Optional<GroupSnapshot> before = slowest(root.after());
			if (before.isEmpty()) {
				return root;
			}
			root = before.get();
		}
		return root;
	}

	private Optional<GroupSnapshot> slowest(List<String> names) {
		return gating().stream()
			.filter((group) -> names.contains(group.name()))
			.min(Comparator.comparingLong(GroupSnapshot::position));
	}

}
