package io.mmapring.error;

import org.jspecify.annotations.Nullable;

/**
 * Bytes are not a value of the type that they should be. The message says which, what was
 * found, and what to do.
 */
public class EventDecodingException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String type;

	private final @Nullable String component;

	/**
	 * Create the exception.
	 * @param type name of the type
	 * @param component name of the component that is the reason, or null
	 * @param problem what was found, what was expected, and what to do
	 */
	public EventDecodingException(String type, @Nullable String component, String problem) {
		super("cannot decode " + type + ((component != null) ? "." + component : "") + ": " + problem);
		this.type = type;
		this.component = component;
	}

	/**
	 * The type that was to be decoded.
	 * @return its name
	 */
	public String type() {
		return this.type;
	}

	/**
	 * The component that is the reason.
	 * @return its name, or null if it is the bytes as a whole
	 */
	public @Nullable String component() {
		return this.component;
	}

}
