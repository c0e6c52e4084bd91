package io.mmapring.error;

import org.jspecify.annotations.Nullable;

/**
 * A value cannot be encoded. The message says which, what was found, and what to do.
 */
public class EventEncodingException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String type;

	private final @Nullable String component;

	/**
	 * Create the exception.
	 * @param type name of the value's type
	 * @param component name of the component that is the reason, or null
	 * @param problem what was found, what was expected, and what to do
	 */
	public EventEncodingException(String type, @Nullable String component, String problem) {
		super("cannot encode " + type + ((component != null) ? "." + component : "") + ": " + problem);
		this.type = type;
		this.component = component;
	}

	/**
	 * The type that was to be encoded.
	 * @return its name
	 */
	public String type() {
		return this.type;
	}

	/**
	 * The component that is the reason.
	 * @return its name, or null if it is the value as a whole
	 */
	public @Nullable String component() {
		return this.component;
	}

}
