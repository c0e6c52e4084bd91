package io.mmapring.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.mmapring.inspect.RingFileInspector;

/** Shows what a ring holds. */
@Command(name = "dump", mixinStandardHelpOptions = true,
		description = "Shows the events that a ring holds, from the earliest: what kind, how long, by whom; payloads only when asked.")
final class DumpCommand extends EventsCommand {

	@Option(names = { "-f", "--follow" }, description = "Go on with what comes, until Ctrl-C.")
	boolean follow;

	@Override
	long start(RingFileInspector inspector) {
		return inspector.oldest();
	}

	@Override
	boolean isFollowing() {
		return this.follow;
	}

}
