package io.mmapring.codec;

import io.mmapring.event.EventView;
import io.mmapring.event.ShardKey;

/**
 * Finds the key of an event by one component, where it lies in the slot.
 */
final class ComponentKey implements ShardKey {

	private final String component;

	private final int at;

	private final int end;

	private final KeyReader reader;

	private ComponentKey(String component, int at, int end, KeyReader reader) {
		this.component = component;
		this.at = at;
		this.end = end;
		this.reader = reader;
	}

	/**
	 * Find a component.
	 * @param layout the layout
	 * @param path its name, of one within another with dots between
	 * @throws IllegalArgumentException if there is none, or it cannot be a key
	 */
	static ComponentKey of(Layout layout, String path) {
		Layout inner = layout;
		int offset = 0;
		String rest = path;
		while (true) {
			int dot = rest.indexOf('.');
			String name = (dot >= 0) ? rest.substring(0, dot) : rest;
			Layout.Component found = component(layout, inner, name, path);
			offset += found.at();
			if (dot < 0) {
				return new ComponentKey(path, offset, offset + found.kind().size(), reader(layout, found, path));
			}
			if (!(found.kind() instanceof NestedKind nested)) {
				throw refused(layout, path, "%s is %s (expected: a record, for what comes behind the dot)"
					.formatted(name, found.kind().text()));
			}
			inner = nested.layout();
			rest = rest.substring(dot + 1);
		}
	}

	private static Layout.Component component(Layout layout, Layout inner, String name, String path) {
		return inner.components()
			.stream()
			.filter((component) -> component.name().equals(name))
			.findFirst()
			.orElseThrow(() -> refused(layout, path, "component=%s (expected: one of %s)".formatted(name,
					inner.components().stream().map(Layout.Component::name).toList())));
	}

	private static KeyReader reader(Layout layout, Layout.Component component, String path) {
		KeyReader reader = component.kind().keyReader();
		if (reader == null) {
			throw refused(layout, path, "type=" + component.kind().text()
					+ " (expected: an integral number, char, an enum, a String with @Chars, or a UUID)");
		}
		return reader;
	}

	private static IllegalArgumentException refused(Layout layout, String path, String problem) {
		return new IllegalArgumentException("events of " + layout.name() + " have no key '" + path + "': " + problem
				+ "; choose another component");
	}

	@Override
	public long keyOf(EventView event) {
		return (event.length() >= this.end) ? this.reader.read(event.payload(), this.at) : 0;
	}

	@Override
	public String toString() {
		return "ShardKey by " + this.component;
	}

}
