package io.mmapring.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.mmapring.cli.look.RingPath;
import io.mmapring.error.RingAccessException;
import io.mmapring.error.RingException;
import io.mmapring.error.RingFailedException;
import io.mmapring.error.RingFormatException;
import io.mmapring.error.RingMissingException;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.ParticipantPresence;
import io.mmapring.inspect.RingFileInspector;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.process.Presence;
import io.mmapring.process.PresenceLook;

/**
 * A line of the list.
 *
 * @param name name of the ring, or of its directory
 * @param file its file
 * @param state what it is
 * @param problem why it is not what one would expect, or empty
 * @param living who has it open
 * @param fields the rest
 */
record ListedRing(String name, Path file, String state, String problem, List<ParticipantPresence> living,
		Map<String, Object> fields) {

	private static final String NO_ACCESS = "no access";

	private static final String OPEN = "open";

	private static final String NOT_OPEN = "not open";

	static ListedRing of(Path file) {
		try {
			return of(RingFileInspector.open(file));
		}
		catch (RingFormatException ex) {
			String problem = "%s=%s (expected: %s)".formatted(ex.field(), ex.found(), ex.expected());
			return odd(file, state(ex.field()), problem);
		}
		catch (RingMissingException ex) {
			return missing(file);
		}
		catch (RingAccessException ex) {
			return odd(file, NO_ACCESS, String.valueOf(ex.getMessage()));
		}
		catch (RingFailedException ex) {
			return odd(file, "changed", String.valueOf(ex.getMessage()));
		}
		catch (RingException ex) {
			return odd(file, "unreadable", String.valueOf(ex.getMessage()));
		}
	}

	private static String state(String field) {
		return switch (field) {
			case "magic", "kind" -> "foreign";
			case "majorVersion", "incompatibleFeatures", "byteOrderMark" -> "other version";
			case "size" -> "wrong size";
			default -> "damaged";
		};
	}

	private static ListedRing missing(Path file) {
		Path directory = Objects.requireNonNull(file.getParent());
		if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
			return odd(file, NO_ACCESS, "access denied to " + directory);
		}
		try {
			boolean removed = !PresenceLook.heldLocks(directory).isEmpty();
			return removed ? odd(file, "removed", "its file is gone, and living processes have it open")
					: odd(file, "none", "there is no ring file");
		}
		catch (IOException ex) {
			return odd(file, "unreadable", ex.toString());
		}
	}

	private static ListedRing odd(Path file, String state, String problem) {
		return new ListedRing(RingPath.name(file), file, state, problem, List.of(), Map.of());
	}

	private static ListedRing of(RingFileInspector inspector) {
		RingSnapshot snapshot = inspector.snapshot();
		List<ParticipantPresence> participants = inspector.participants();
		List<ParticipantPresence> living = participants.stream()
			.filter((one) -> one.presence() == Presence.ALIVE || one.presence() == Presence.WITHOUT_LOCK)
			.toList();
		Map<String, Object> fields = Fields.geometry(inspector.file());
		fields.put("tail", snapshot.tail());
		fields.put("remaining", snapshot.remaining());
		Optional<GroupSnapshot> slowest = snapshot.groups()
			.stream()
			.filter((group) -> !group.isEvicted())
			.min(Comparator.comparingLong(GroupSnapshot::position));
		slowest.ifPresent((group) -> {
			fields.put("slowestGroup", group.name());
			fields.put("lag", group.lag());
		});
		fields.put("dead", participants.stream().filter((one) -> one.presence() == Presence.DEAD).count());
		String problem = problem(inspector);
		String state = state(inspector, participants, living, problem);
		return new ListedRing(inspector.file().header().name(), inspector.file().path(), state, problem, living,
				fields);
	}

	private static String problem(RingFileInspector inspector) {
		String mark = inspector.file().mark();
		return Objects.requireNonNullElse((mark != null) ? mark : inspector.damage(), "");
	}

	private static String state(RingFileInspector inspector, List<ParticipantPresence> participants,
			List<ParticipantPresence> living, String problem) {
		if (!problem.isEmpty()) {
			return "damaged";
		}
		if (inspector.file().isOfAnotherBoot()) {
			return "older boot";
		}
		if (!living.isEmpty()) {
			return OPEN;
		}
		if (participants.stream().anyMatch((one) -> one.presence() == Presence.ELSEWHERE)) {
			return "copy";
		}
		return participants.stream().anyMatch((one) -> one.presence() == Presence.UNKNOWN) ? "cannot tell" : NOT_OPEN;
	}

	/** Whether it is no sound ring. */
	boolean isOdd() {
		return !this.problem.isEmpty();
	}

	/** Whether this user may not even look at it. */
	boolean isClosed() {
		return this.state.equals(NO_ACCESS);
	}

	Object field(String name) {
		return this.fields.getOrDefault(name, "-");
	}

	Map<String, Object> json() {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("ring", this.name);
		json.put("file", this.file.toString());
		json.put("state", this.state);
		json.put("problem", this.problem.isEmpty() ? null : this.problem);
		json.putAll(this.fields);
		json.put("openIn", this.living.stream().map(Fields::participant).toList());
		return json;
	}

}
