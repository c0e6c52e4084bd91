package io.mmapring.cli;

/** What the commands tell scripts. */
final class ExitCodes {

	/** All is well. */
	static final int FINE = 0;

	/** Something was found, or what was asked for was refused. */
	static final int FOUND = 1;

	/** The command was wrong, or the ring could not be looked at at all. */
	static final int UNUSABLE = 2;

	private ExitCodes() {
	}

}
