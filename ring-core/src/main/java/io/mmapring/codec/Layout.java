package io.mmapring.codec;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.event.RingEvent;
import io.mmapring.event.RingKey;

/**
 * Where the components of a type lie: in the order of declaration, each at the next
 * multiple of its alignment.
 */
final class Layout {

	/** Longest layout in bytes: what the largest event could hold at most. */
	static final int MAX_LENGTH = 1 << 28;

	/** A constructor takes 255 words, and a component has up to 2. */
	static final int MAX_COMPONENTS = 120;

	private final String name;

	private final List<Component> components;

	private final int alignment;

	private final int length;

	/** The component with {@code @RingKey}, or empty. */
	private final String key;

	private Layout(String name, List<Component> components, int alignment, String key) {
		this.name = name;
		this.key = key;
		this.components = List.copyOf(components);
		this.alignment = alignment;
		this.length = components.isEmpty() ? 0 : components.get(components.size() - 1).end();
	}

	static Layout ofRecord(Class<?> type, List<Class<?>> around) {
		RecordComponent[] declared = type.getRecordComponents();
		List<Declared> components = new ArrayList<>();
		if (declared != null) {
			for (RecordComponent component : declared) {
				components.add(new Declared(new Place(type.getName(), component.getName()), component.getType(),
						component.getGenericType(), component));
			}
		}
		if (declared == null || declared.length > MAX_COMPONENTS) {
			throw refused(type, (declared != null) ? String.valueOf(declared.length) : "none", "a record");
		}
		return of(type, components, around);
	}

	static IllegalArgumentException refused(Class<?> type, String found, String expected) {
		return new IllegalArgumentException(
				"cannot make a codec for " + type.getName() + ": components=" + found + " (expected: " + expected
						+ " of up to " + MAX_COMPONENTS + "); use a RingCodec of your own for the type");
	}

	static Layout of(Class<?> type, List<Declared> declared, List<Class<?>> around) {
		RingEvent named = type.getAnnotation(RingEvent.class);
		String name = (named != null && !named.value().isEmpty()) ? named.value() : type.getName();
		List<Component> components = new ArrayList<>();
		int end = 0;
		int alignment = 1;
		for (Declared component : declared) {
			ComponentKind kind = Kinds.of(component, around);
			int at = align(end, kind.alignment());
			if (at > MAX_LENGTH - kind.size()) {
				throw component.place()
					.refused("a layout of more than " + MAX_LENGTH + " bytes", "at most that",
							"send it in parts, or as bytes");
			}
			components.add(new Component(component.place().component(), component.type(), at, kind));
			end = at + kind.size();
			alignment = Math.max(alignment, kind.alignment());
		}
		return new Layout(name, components, alignment, key(declared));
	}

	private static String key(List<Declared> declared) {
		List<Declared> keys = declared.stream()
			.filter((component) -> component.annotations().isAnnotationPresent(RingKey.class))
			.toList();
		if (keys.size() > 1) {
			throw keys.get(1)
				.place()
				.refused("@RingKey", "on one component only, it is also on " + keys.get(0).place().component(),
						"take one of them off");
		}
		return keys.isEmpty() ? "" : keys.get(0).place().component();
	}

	static int align(int offset, int alignment) {
		return (offset + alignment - 1) & -alignment;
	}

	String name() {
		return this.name;
	}

	/**
	 * Find a key.
	 * @param component name of a component, or empty for the one with {@code @RingKey}
	 * @return finds the key of an event, or {@code null} if no component has
	 * {@code @RingKey}
	 * @throws IllegalArgumentException if there is no such component, or it cannot be a
	 * key
	 */
	@Nullable ComponentKey shardKey(String component) {
		String name = component.isEmpty() ? this.key : component;
		return name.isEmpty() ? null : ComponentKey.of(this, name);
	}

	String key() {
		return this.key;
	}

	List<Component> components() {
		return this.components;
	}

	int alignment() {
		return this.alignment;
	}

	int length() {
		return this.length;
	}

	int paddedLength() {
		return align(this.length, this.alignment);
	}

	/**
	 * The layout in words.
	 * @return for example {@code io.x.Flight: length 10; 0 departure long; 8 delay short}
	 */
	String text() {
		return this.components.stream()
			.map((component) -> LayoutText.SEPARATOR + component.text())
			.collect(Collectors.joining("", this.name + LayoutText.LENGTH + this.length, ""));
	}

	String nestedText() {
		return this.components.stream().map(Component::text).collect(Collectors.joining(", ", "record(", ")"));
	}

	/**
	 * Whether an event of a shorter layout may end here.
	 * @param end length of the event
	 * @return whether a component ends there
	 */
	boolean isBoundary(int end) {
		return end == 0 || this.components.stream().anyMatch((component) -> component.end() == end);
	}

	/**
	 * Write what stands for components that an event does not have.
	 * @param from end of those that it has
	 * @param buffer where to write; 0 from there on
	 * @param offset index of the layout's first byte
	 */
	void putAbsent(int from, MutableDirectBuffer buffer, int offset) {
		for (Component component : this.components) {
			if (component.at() >= from) {
				component.kind().putAbsent(buffer, offset + component.at());
			}
		}
	}

	/**
	 * A component in its place.
	 *
	 * @param name its name
	 * @param type its class
	 * @param at its offset in bytes
	 * @param kind how its value lies
	 */
	record Component(String name, Class<?> type, int at, ComponentKind kind) {

		int end() {
			return this.at + this.kind.size();
		}

		String text() {
			return this.at + " " + this.name + " " + this.kind.text();
		}

	}

}
