package io.mmapring.spring.listener;

/** Where the settings of listeners come from. */
public interface ListenerSettingsSource {

	/**
	 * Settings of a listener.
	 * @param id its name
	 * @param attributes what its annotation says
	 * @return the settings
	 */
	ListenerSettings settings(String id, ListenerAttributes attributes);

	/**
	 * Name of the application, which default group names begin with.
	 * @return the name
	 */
	String application();

}
