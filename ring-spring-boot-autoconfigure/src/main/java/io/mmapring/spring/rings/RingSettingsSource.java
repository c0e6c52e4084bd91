package io.mmapring.spring.rings;

import java.util.Collection;

/** Where the settings of rings come from. */
public interface RingSettingsSource {

	/**
	 * Rings that are configured.
	 * @return their names
	 */
	Collection<String> names();

	/**
	 * Settings of a ring.
	 * @param name name of the ring, configured or not
	 * @return its settings; the defaults if it is not configured
	 * @throws io.mmapring.spring.RingPropertyException if one cannot work
	 */
	RingSettings settings(String name);

}
