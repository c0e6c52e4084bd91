package io.mmapring.spring.endpoint;

import java.util.Collection;

/** Where the settings of listeners come from. */
public interface ListenerSettingsSource {

	/**
	 * Settings of a listener.
	 * @param id its name
	 * @param ring name of its ring
	 * @param attributes what its annotation says
	 * @return the settings
	 */
	ListenerSettings settings(String id, String ring, ListenerAttributes attributes);

	/**
	 * Listeners that have settings of their own.
	 * @return their names, also of listeners that do not exist
	 */
	Collection<String> configured();

	/**
	 * Name of the application, which default group names begin with.
	 * @return the name
	 */
	String application();

}
