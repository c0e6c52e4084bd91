package io.mmapring.process;

/** What the kernel says about a process that was once seen. */
public enum ProcessState {

	/** No process has its number any more. */
	GONE,

	/** Another process has its number now: that one started at another time. */
	OTHER,

	/** It has ended and its parent has not asked for its result yet. */
	ZOMBIE,

	/** It exists; it may well be stopped or suspended. */
	ALIVE,

	/** It cannot be seen from here: another pid namespace, or another user's process. */
	INVISIBLE

}
