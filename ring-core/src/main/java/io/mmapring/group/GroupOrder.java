package io.mmapring.group;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mmapring.error.GroupMismatchException;

/** Puts groups behind those they depend on. */
final class GroupOrder {

	private final String ring;

	private final Map<String, GroupSpec> specs = new LinkedHashMap<>();

	private final Set<String> visiting = new LinkedHashSet<>();

	private final Map<String, GroupSpec> ordered = new LinkedHashMap<>();

	GroupOrder(String ring, List<GroupSpec> specs) {
		this.ring = ring;
		for (GroupSpec spec : specs) {
			GroupSpec other = this.specs.putIfAbsent(spec.name(), spec);
			if (other != null && other.shards() != spec.shards()) {
				throw GroupMismatchException.shards(ring, spec.name(), other.shards(), spec.shards());
			}
			if (other != null && !other.equals(spec)) {
				throw GroupMismatchException.after(ring, spec.name(), other.after(), spec.after());
			}
		}
	}

	List<GroupSpec> inOrder() {
		this.specs.values().forEach(this::visit);
		return new ArrayList<>(this.ordered.values());
	}

	private void visit(GroupSpec spec) {
		if (this.ordered.containsKey(spec.name())) {
			return;
		}
		if (!this.visiting.add(spec.name())) {
			throw GroupMismatchException.cycle(this.ring, this.visiting, spec.name());
		}
		for (String after : spec.after()) {
			GroupSpec dependency = this.specs.get(after);
			if (dependency != null) {
				visit(dependency);
			}
		}
		this.visiting.remove(spec.name());
		this.ordered.put(spec.name(), spec);
	}

}
