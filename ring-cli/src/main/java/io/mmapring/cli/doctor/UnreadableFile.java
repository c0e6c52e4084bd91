package io.mmapring.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.mmapring.error.RingFormatException;
import io.mmapring.file.LockHolder;
import io.mmapring.process.PresenceLook;

/**
 * What can be said of a file whose header tells nothing, or that is not there any more.
 */
final class UnreadableFile {

	private UnreadableFile() {
	}

	static Finding of(RingFormatException ex) throws IOException {
		Path directory = Objects.requireNonNull(ex.path().toAbsolutePath().getParent());
		String living = living(directory);
		String field = "%s=%s (expected: %s)".formatted(ex.field(), ex.found(), ex.expected());
		String action = living.isEmpty() ? "remove it (rm); the next process that opens the ring makes a new one"
				: "stop those processes, remove the ring (rm), start them again";
		String why = living.isEmpty() ? field : field + "; " + living + " the ring open";
		return switch (ex.field()) {
			case "magic", "kind" ->
				Finding.problem("FOREIGN", "this is no ring file", why, "name another file; nothing was changed");
			case "majorVersion", "incompatibleFeatures", "byteOrderMark" ->
				Finding.problem("OTHER_VERSION", "the file was made by another version of the library", why,
						"use the version of the tool that goes with it");
			case "size" ->
				Finding.problem("WRONG_SIZE", "the file was cut or extended, and events are lost", why, action);
			default -> Finding.problem("DAMAGED", "the header of the file is damaged", why, action);
		};
	}

	/** Of a file that is not there, although somebody has it open. */
	static Finding missing(Path directory) throws IOException {
		return Finding.problem("REMOVED", "the ring's file is gone",
				living(directory) + " the ring open: it was removed under them", "restart those processes");
	}

	static boolean isOpen(Path directory) throws IOException {
		return Files.isDirectory(directory) && !PresenceLook.heldLocks(directory).isEmpty();
	}

	/** Who holds locks beside the file, in words that end in have. */
	static String living(Path directory) throws IOException {
		List<Path> held = PresenceLook.heldLocks(directory);
		if (held.isEmpty()) {
			return "";
		}
		String pids = held.stream()
			.map(LockHolder::pid)
			.filter((pid) -> pid != 0)
			.distinct()
			.map(String::valueOf)
			.collect(Collectors.joining(", "));
		return pids.isEmpty() ? held.size() + " processes that cannot be named have" : "processes " + pids + " have";
	}

}
