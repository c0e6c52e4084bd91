package io.mmapring.cli;

import picocli.CommandLine.Command;

import io.mmapring.inspect.RingFileInspector;

/** Follows a ring. */
@Command(name = "tail", mixinStandardHelpOptions = true,
		description = "Shows the latest events of a ring and goes on with what comes, until Ctrl-C. Holds nobody back.")
final class TailCommand extends EventsCommand {

	private static final int LATEST = 10;

	@Override
	long start(RingFileInspector inspector) {
		return Math.max(inspector.oldest(), inspector.tail() - LATEST);
	}

	@Override
	boolean isFollowing() {
		return true;
	}

}
