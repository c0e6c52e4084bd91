package io.mmapring.spring.autoconfigure;

/** Which keys log lines of listeners' threads have. */
public enum MdcKeys {

	/** None. */
	NONE,

	/** Ring, listener and group; the sequence while an error is dealt with. */
	LISTENER,

	/** The sequence of each event too, which makes objects. */
	EVENT

}
