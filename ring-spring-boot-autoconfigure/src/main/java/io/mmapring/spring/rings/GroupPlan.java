package io.mmapring.spring.rings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mmapring.Ring;
import io.mmapring.RingBuilder;
import io.mmapring.error.GroupMismatchException;
import io.mmapring.error.RingException;
import io.mmapring.group.GroupSpec;
import io.mmapring.group.StartFrom;
import io.mmapring.spring.RingPropertyException;
import io.mmapring.spring.RingSignatureException;

/**
 * All groups that this application declares on a ring: those that are configured and
 * those of its listeners, so that the order in which these start does not matter.
 */
final class GroupPlan {

	private final RingSettings settings;

	private final Map<String, GroupSpec> specs = new LinkedHashMap<>();

	private final Map<String, StartFrom> startFrom = new HashMap<>();

	private final Map<String, String> groupsByListener = new HashMap<>();

	GroupPlan(RingSettings settings, List<GroupUse> uses) {
		this.settings = settings;
		settings.groups().forEach((spec) -> this.specs.put(spec.name(), spec));
		uses.forEach((use) -> this.groupsByListener.put(use.listener(), use.group()));
		uses.forEach(this::add);
	}

	private void add(GroupUse use) {
		GroupSpec spec;
		try {
			spec = new GroupSpec(use.group(), use.after().stream().map(this::group).toList(), use.shards());
		}
		catch (IllegalArgumentException ex) {
			throw new RingSignatureException("@RingListener " + use.listener(), String.valueOf(ex.getMessage()),
					"change its group or after");
		}
		GroupSpec configured = this.specs.get(use.group());
		if (configured != null && configured.shards() > 1 && configured.shards() != use.shards()) {
			throw new RingPropertyException(this.settings.key("shards." + use.group()), configured.shards(),
					"the shards of listener %s, which are %d".formatted(use.listener(), use.shards()));
		}
		if (configured != null && !configured.after().isEmpty()) {
			if (!spec.after().isEmpty() && !spec.after().equals(configured.after())) {
				throw new RingPropertyException(this.settings.key("after." + use.group()), configured.after(),
						"the 'after' of listener %s, which is %s".formatted(use.listener(), spec.after()));
			}
			spec = configured.withShards(use.shards());
		}
		this.specs.put(spec.name(), spec);
		this.startFrom.put(spec.name(), use.startFrom());
	}

	/** Name of the group that a name of a group or a listener stands for. */
	private String group(String name) {
		boolean isGroup = this.specs.containsKey(name) || this.groupsByListener.containsValue(name);
		return isGroup ? name : this.groupsByListener.getOrDefault(name, name);
	}

	List<GroupSpec> all() {
		return List.copyOf(this.specs.values());
	}

	GroupSpec spec(String group) {
		GroupSpec spec = this.specs.get(group);
		return (spec != null) ? spec : GroupSpec.of(group);
	}

	StartFrom startFrom(String group) {
		return this.startFrom.getOrDefault(group, StartFrom.EARLIEST);
	}

	/** Whether all groups start at the same end. */
	boolean isUniform() {
		return this.specs.keySet().stream().map(this::startFrom).distinct().count() <= 1;
	}

	/**
	 * Groups behind those they stay behind.
	 * @throws GroupMismatchException if some stay behind each other
	 */
	List<GroupSpec> inOrder() {
		List<GroupSpec> remaining = new ArrayList<>(all());
		List<GroupSpec> ordered = new ArrayList<>();
		while (!remaining.isEmpty()) {
			Set<String> waiting = new LinkedHashSet<>(remaining.stream().map(GroupSpec::name).toList());
			List<GroupSpec> ready = remaining.stream()
				.filter((spec) -> spec.after().stream().noneMatch(waiting::contains))
				.toList();
			if (ready.isEmpty()) {
				throw GroupMismatchException.cycle(this.settings.name(), waiting, remaining.get(0).name());
			}
			ordered.addAll(ready);
			remaining.removeAll(ready);
		}
		return ordered;
	}

	/** Open a ring with the groups. */
	Ring open(RingBuilder builder) {
		List<GroupSpec> specs = inOrder();
		if (isUniform()) {
			specs.forEach(builder::group);
			builder.startFrom(specs.isEmpty() ? StartFrom.EARLIEST : startFrom(specs.get(0).name()));
			return builder.open();
		}
		Ring ring = builder.open();
		try {
			specs.forEach((spec) -> ring.join(List.of(spec), startFrom(spec.name())));
			return ring;
		}
		catch (RingException ex) {
			ring.close();
			throw ex;
		}
	}

}
