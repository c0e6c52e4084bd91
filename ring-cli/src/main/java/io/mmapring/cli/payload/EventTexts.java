package io.mmapring.cli.payload;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mmapring.error.EventDecodingException;
import io.mmapring.file.TypeTable.TypeInfo;

/**
 * Says events in words, by the types that a ring knows.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class EventTexts {

	private static final String TEXT = " in UTF-8";

	/** By type: layouts that can be read, the longest last. */
	private final Map<Integer, List<List<LayoutParser.Component>>> layouts = new HashMap<>();

	private final Map<Integer, String> names = new HashMap<>();

	private final Map<Integer, String> texts = new HashMap<>();

	private final Set<Integer> deadLetters = new HashSet<>();

	/**
	 * Prepare for the types of a ring.
	 * @param types its types
	 */
	public EventTexts(List<TypeInfo> types) {
		for (TypeInfo type : types) {
			this.names.put(type.id(), type.name());
			if (type.layout().endsWith(TEXT)) {
				this.texts.put(type.id(), type.layout());
			}
			else if (DeadLetterText.has(type.layout())) {
				this.deadLetters.add(type.id());
			}
			else {
				add(type);
			}
		}
	}

	private void add(TypeInfo type) {
		try {
			List<LayoutParser.Component> components = LayoutParser.parse(type.layout());
			this.layouts.computeIfAbsent(type.id(), (id) -> new ArrayList<>()).add(components);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			// a codec of the user's own, or a damaged file: there remain the bytes
		}
	}

	/**
	 * Name of a type.
	 * @param type its number
	 * @return the name, or an empty text if the ring does not know it
	 */
	public String name(int type) {
		return this.names.getOrDefault(type, "");
	}

	/**
	 * Say an event in words.
	 * @param type number of its type
	 * @param payload its bytes
	 * @return a map of its components, or a text; the bytes in hexadecimal digits if the
	 * ring does not say how they lie
	 */
	public Object decode(int type, byte[] payload) {
		if (this.texts.containsKey(type)) {
			return new String(payload, StandardCharsets.UTF_8);
		}
		List<List<LayoutParser.Component>> known = this.layouts.get(type);
		try {
			if (this.deadLetters.contains(type)) {
				return DeadLetterText.decode(payload);
			}
			return (known != null) ? values(known, payload) : hex(payload);
		}
		catch (EventDecodingException | IndexOutOfBoundsException | ArithmeticException | DateTimeException ex) {
			// what is written is no such event
			return hex(payload);
		}
	}

	/**
	 * Say bytes.
	 * @param payload the bytes
	 * @return in hexadecimal digits
	 */
	public static String hex(byte[] payload) {
		return HexFormat.of().formatHex(payload);
	}

	/** By the layout that has most of the components that the event has. */
	private static Map<String, Object> values(List<List<LayoutParser.Component>> layouts, byte[] payload) {
		ByteBuffer event = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
		Map<String, Object> most = new LinkedHashMap<>();
		for (List<LayoutParser.Component> components : layouts) {
			Map<String, Object> values = new LinkedHashMap<>();
			for (LayoutParser.Component component : components) {
				if (component.end() <= payload.length) {
					values.put(component.name(), component.kind().reader().read(event, component.at()));
				}
			}
			most = (values.size() > most.size()) ? values : most;
		}
		return most;
	}

}
