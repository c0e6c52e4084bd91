package io.mmapring.cli.look;

/** What a group did while it was looked at. */
public enum Progress {

	/** It took events. */
	MOVING("moves"),

	/** There is nothing that it has not taken. */
	CAUGHT_UP("caught up"),

	/** It has events to take and took none. */
	STANDING("stands"),

	/** The groups that it stays behind must take the events first. */
	BEHIND("waits for other groups"),

	/** It stands at a claim that is not finished. */
	AT_CLAIM("waits for a claim"),

	/** It is just being entered, or whoever did so died. */
	JOINING("joining"),

	/** It was put out because it held producers back. */
	EVICTED("evicted");

	private final String words;

	Progress(String words) {
		this.words = words;
	}

	@Override
	public String toString() {
		return this.words;
	}

}
