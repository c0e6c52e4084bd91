package io.mmapring.file;

/** What becomes of a ring file that an earlier boot of the machine left. */
public enum AfterReboot {

	/** Discard it and create the ring anew; who may not create finds none. */
	DISCARD,

	/** Refuse to open it. */
	FAIL

}
