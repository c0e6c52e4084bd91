package io.mmapring;

/** Whether opening a ring may create it. */
public enum CreateMode {

	/** Create it if it is not there. */
	IF_MISSING,

	/** Only attach; wait for it at most for the attach time-out. */
	NEVER

}
