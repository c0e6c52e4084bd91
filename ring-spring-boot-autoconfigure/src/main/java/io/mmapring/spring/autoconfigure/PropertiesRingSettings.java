package io.mmapring.spring.autoconfigure;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

import io.mmapring.ProducerOptions;
import io.mmapring.RequiredGroups;
import io.mmapring.event.EventHeader;
import io.mmapring.group.GroupSpec;
import io.mmapring.spring.RingPropertyException;
import io.mmapring.spring.rings.RingSettings;
import io.mmapring.spring.rings.RingSettingsSource;
import io.mmapring.wait.WaitStrategy;

/**
 * Settings of rings from {@code ring.rings.*}.
 */
final class PropertiesRingSettings implements RingSettingsSource {

	private final RingProperties properties;

	private final String application;

	private final @Nullable ClassLoader classLoader;

	PropertiesRingSettings(RingProperties properties, String application, @Nullable ClassLoader classLoader) {
		this.properties = properties;
		this.application = application;
		this.classLoader = classLoader;
	}

	@Override
	public Collection<String> names() {
		return this.properties.getRings().keySet();
	}

	@Override
	public RingSettings settings(String name) {
		RingConfig ring = this.properties.getRings().getOrDefault(name, new RingConfig());
		List<GroupSpec> groups = ring.getGroups()
			.stream()
			.map((group) -> new GroupSpec(group, ring.getAfter().getOrDefault(group, List.of()),
					ring.getShards().getOrDefault(group, 1)))
			.toList();
		return new RingSettings(name,
				(this.properties.getDirectory() != null) ? this.properties.getDirectory().toPath().toAbsolutePath()
						: null,
				this.properties.isAllowNetworkFileSystem(), this.application, ring.getSlots(),
				bytes(ring.getSlotSize()), ring.getMaxGroups(), ring.getProducers(), ring.getWhenNoGroups(), groups,
				types(name, ring), ring.getCreate(), ring.getAttachTimeout(), ring.getReboot(), ring.getPermissions(),
				ring.isPreTouch(), ring.getEvictAfter(), headers(ring), bytes(ring.getUserHeaderSize()),
				new ProducerOptions(ring.getOnFull(), ring.getBlockTimeout(), WaitStrategy.BACKOFF,
						required(ring.getRequired())),
				ring.getStartupFailure(), this.properties.isObserved(name));
	}

	private static @Nullable Integer bytes(@Nullable DataSize size) {
		return (size != null) ? (int) size.toBytes() : null;
	}

	private static @Nullable Set<EventHeader> headers(RingConfig ring) {
		List<ConfiguredHeader> headers = ring.getHeaders();
		if (headers == null) {
			return null;
		}
		Set<EventHeader> set = EnumSet.noneOf(EventHeader.class);
		headers.stream().map(ConfiguredHeader::header).filter(Objects::nonNull).forEach(set::add);
		return set;
	}

	private static RequiredGroups required(RequiredConfig required) {
		return new RequiredGroups(required.getGroups(), required.getStartTimeout(), required.getProgressTimeout(),
				required.getWithoutProgress());
	}

	private Map<Integer, Class<?>> types(String name, RingConfig ring) {
		Map<Integer, Class<?>> types = new TreeMap<>();
		ring.getTypes().forEach((id, className) -> {
			String key = "ring.rings." + name + ".types." + id;
			Class<?> type = load(key, className);
			if (types.containsValue(type)) {
				throw new RingPropertyException(key, className, "one number for each class");
			}
			types.put(id, type);
		});
		return types;
	}

	private Class<?> load(String key, String className) {
		try {
			return ClassUtils.forName(className, this.classLoader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw new RingPropertyException(key, className, "a class of this application");
		}
	}

}
