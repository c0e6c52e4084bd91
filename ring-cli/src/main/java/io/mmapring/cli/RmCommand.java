package io.mmapring.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import io.mmapring.cli.look.RingPath;
import io.mmapring.cli.report.Report;
import io.mmapring.error.RingBusyException;
import io.mmapring.error.RingFormatException;
import io.mmapring.error.RingMissingException;
import io.mmapring.file.AdminLock;
import io.mmapring.file.LockHolder;
import io.mmapring.file.RingFile;
import io.mmapring.file.RingFileRemoval;
import io.mmapring.inspect.GroupSnapshot;
import io.mmapring.inspect.ParticipantPresence;
import io.mmapring.inspect.RingFileInspector;
import io.mmapring.process.Presence;
import io.mmapring.process.PresenceLook;

/** Removes a ring that nobody has open. */
@Command(name = "rm", mixinStandardHelpOptions = true,
		description = "Removes a ring, with its lock files and directory. Refuses while anybody has it open, or may have.")
final class RmCommand extends RingCommand {

	@Parameters(paramLabel = "RING", description = "Name of the ring, or path of its directory or file.")
	String ring = "";

	/** What groups had not taken. */
	private final List<String> lost = new ArrayList<>();

	@Override
	int run(Report report) throws IOException {
		Path file = file(this.ring);
		if (!RingFile.FILE_NAME.equals(String.valueOf(file.getFileName()))) {
			return answer(report, file, file + " is not a ring in its directory, but a copied file: remove it yourself",
					false);
		}
		Path directory = Objects.requireNonNull(file.getParent());
		// before anything is made there, which the lock would be
		if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
			throw RingMissingException.missing(file);
		}
		String foreign = foreign(file);
		if (foreign != null) {
			return answer(report, file, foreign, false);
		}
		try {
			return AdminLock.<Integer, IOException>with(directory, () -> {
				String inUse = inUse(file);
				return (inUse != null) ? answer(report, file, inUse, false)
						: answer(report, file, null, RingFileRemoval.remove(directory));
			});
		}
		catch (RingBusyException ex) {
			return answer(report, file, String.valueOf(ex.getMessage()), false);
		}
	}

	/** Why a file is nothing that may be removed as a ring. */
	private static @Nullable String foreign(Path file) {
		try {
			RingFileInspector.open(file);
			return null;
		}
		catch (RingFormatException ex) {
			return (ex.field().equals("magic") || ex.field().equals("kind")) ? ex.getMessage() : null;
		}
	}

	private @Nullable String inUse(Path file) throws IOException {
		Path directory = Objects.requireNonNull(file.getParent());
		String living = null;
		try {
			RingFileInspector inspector = RingFileInspector.open(file);
			living = inspector.file().isOfAnotherBoot() ? null : living(inspector.participants());
			for (GroupSnapshot group : inspector.snapshot().groups()) {
				if (group.lag() > 0 && !group.isEvicted()) {
					this.lost.add("'%s' had not taken %d events".formatted(group.name(), group.lag()));
				}
			}
		}
		catch (RingFormatException ex) {
			// damaged: the lock files alone tell
		}
		if (living != null) {
			return living;
		}
		List<Path> held = PresenceLook.heldLocks(directory);
		return held.isEmpty() ? null : "somebody has it open: %s is held%s; end that process first"
			.formatted(held.get(0), holder(held.get(0)));
	}

	private static @Nullable String living(List<ParticipantPresence> participants) {
		for (ParticipantPresence one : participants) {
			if (one.presence() == Presence.ALIVE || one.presence() == Presence.WITHOUT_LOCK) {
				return "%s has it open; end it first".formatted(one.info());
			}
			if (one.presence() == Presence.UNKNOWN) {
				return "%s may have it open: that cannot be told from here; ask as the ring's owner, and where the process runs"
					.formatted(one.info());
			}
		}
		return null;
	}

	private static String holder(Path lock) {
		long pid = LockHolder.pid(lock);
		return (pid != 0) ? " by process " + pid : "";
	}

	private int answer(Report report, Path file, @Nullable String refused, boolean directoryGone) {
		if (report.isJson()) {
			Map<String, Object> json = new LinkedHashMap<>();
			json.put("ring", RingPath.name(file));
			json.put("file", file.toString());
			json.put("removed", refused == null);
			json.put("refused", refused);
			json.put("directoryRemoved", directoryGone);
			json.put("lost", this.lost);
			report.json(json);
		}
		else if (refused != null) {
			report.line("ring '%s' was not removed: %s".formatted(RingPath.name(file), refused));
		}
		else {
			report.line("ring '%s' was removed%s".formatted(RingPath.name(file),
					directoryGone ? "" : "; its directory holds other files and stays: " + file.getParent()));
			this.lost.forEach((group) -> report.line("lost: group " + group));
		}
		return (refused != null) ? ExitCodes.FOUND : ExitCodes.FINE;
	}

}
