package io.mmapring.spring.autoconfigure;

import java.io.IOException;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.mmapring.error.GroupMismatchException;
import io.mmapring.error.RequiredGroupException;
import io.mmapring.error.RingAccessException;
import io.mmapring.error.RingBusyException;
import io.mmapring.error.RingException;
import io.mmapring.error.RingExistsException;
import io.mmapring.error.RingFormatException;
import io.mmapring.error.RingMissingException;
import io.mmapring.error.RingOwnedException;
import io.mmapring.error.RingSpaceException;
import io.mmapring.error.TypeMismatchException;
import io.mmapring.spring.RingStartException;

/**
 * Says which property to change when a ring cannot be opened or a listener cannot have
 * its group.
 */
final class RingStartFailureAnalyzer extends AbstractFailureAnalyzer<RingStartException> {

	/** Properties of what a ring file says of itself. */
	private static final Map<String, String> PROPERTIES = Map.of("slots", "slots", "slotSizeBytes", "slot-size",
			"singleProducer", "producers", "overwriteWithoutGroups", "when-no-groups", "evictAfterMs", "evict-after",
			"eventHeaders", "headers");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, RingStartException failure) {
		String action = action(failure.ring(), failure.getCause());
		return (action != null) ? new FailureAnalysis(failure.getMessage(), action, failure) : null;
	}

	private static @Nullable String action(String ring, @Nullable Throwable cause) {
		String key = "ring.rings." + ring + ".";
		if (cause instanceof RingFormatException format) {
			return format(key, format);
		}
		if (cause instanceof RingMissingException) {
			return "Start the application that creates the ring first, set %screate to if-missing, raise %sattach-timeout, or correct ring.directory."
				.formatted(key, key);
		}
		if (cause instanceof RingSpaceException space) {
			return "Lower %sslots or %sslot-size, make room (%d bytes are needed), or choose another ring.directory."
				.formatted(key, key, space.neededBytes());
		}
		if (cause instanceof RingAccessException access) {
			return "Run as user %s, set %spermissions to rw-rw---- in all applications, or choose another ring.directory."
				.formatted(access.owner(), key);
		}
		if (cause instanceof RingOwnedException owned) {
			return owned(key, owned);
		}
		if (cause instanceof GroupMismatchException group) {
			return "Make 'after' of group '%s' the same in its @RingListener, in %safter.%s and in all other applications, and declare all groups that it names in %sgroups or as listeners."
				.formatted(group.group(), key, group.group(), key);
		}
		if (cause instanceof TypeMismatchException type) {
			return "Give each type of event a number of its own in %stypes, the same in all applications: %stypes.%d stands for another type or layout in the ring. If the type was changed, remove the ring while no process has it open."
				.formatted(key, key, type.typeId());
		}
		if (cause instanceof RequiredGroupException required) {
			return "Start the applications that run the groups %s, raise %srequired.start-timeout, or take them out of %srequired.groups."
				.formatted(required.groups(), key, key);
		}
		if (cause instanceof RingExistsException) {
			return "Set %screate to if-missing, or remove the ring while no process has it open.".formatted(key);
		}
		if (cause instanceof RingBusyException) {
			return "Look at the process that holds the lock: let it go on, or end it. What it holds is let go at its end.";
		}
		boolean ofDirectory = cause != null && cause.getCause() instanceof IOException;
		return (cause instanceof RingException)
				? sentence(remedy(cause.getMessage()), ofDirectory ? ", or choose another ring.directory" : "") : null;
	}

	private static @Nullable String format(String key, RingFormatException format) {
		String property = PROPERTIES.get(format.field());
		if (property != null) {
			return "Change %s%s to what the ring has (%s), or remove the ring while no process has it open: it is then created anew."
				.formatted(key, property, format.found());
		}
		return switch (format.field()) {
			case "owner" -> "Run as user %s, or choose another ring.directory.".formatted(format.found());
			case "bootId" ->
				"Set %sreboot to discard, remove the ring while no process has it open, or choose a ring.directory of this machine alone."
					.formatted(key);
			case "fileSystem" ->
				"Choose a ring.directory on a file system of this machine alone, such as /dev/shm, or set ring.allow-network-file-system to true if no other machine uses it and its files can be mapped.";
			default -> sentence(remedy(format.getMessage()), ", or choose another ring.directory");
		};
	}

	/** Each error says behind a semicolon what to do. */
	private static @Nullable String remedy(@Nullable String message) {
		int from = (message != null) ? message.indexOf("; ") : -1;
		return (message != null && from >= 0) ? message.substring(from + 2) : null;
	}

	private static @Nullable String sentence(@Nullable String words, String end) {
		return (words != null) ? Character.toUpperCase(words.charAt(0)) + words.substring(1) + end + "." : null;
	}

	private static String owned(String key, RingOwnedException owned) {
		return owned.what().startsWith("group")
				? "Stop the other process, or give the listener another group: set 'group' of its @RingListener or spring.application.name. Owner: "
						+ owned.owner() + "."
				: "Stop the other producer, or create the ring with %sproducers=multi. Owner: %s.".formatted(key,
						owned.owner());
	}

}
