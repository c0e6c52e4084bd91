package io.mmapring.cli.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import io.mmapring.cli.look.RingLook;
import io.mmapring.error.RingFailedException;
import io.mmapring.error.RingFormatException;
import io.mmapring.error.RingMissingException;
import io.mmapring.inspect.RingFileInspector;

/**
 * Finds out what is wrong with a ring, without changing anything.
 */
public final class Doctor {

	private Doctor() {
	}

	/**
	 * Look at a ring for some time.
	 * @param file its file
	 * @param window for how long
	 * @return what was found, problems first
	 * @throws RingMissingException if there is no such file, and nobody has it open
	 * @throws IOException if its directory cannot be looked at
	 */
	public static List<Finding> examine(Path file, Duration window) throws IOException {
		try {
			return examine(RingFileInspector.open(file), window);
		}
		catch (RingFormatException ex) {
			return List.of(UnreadableFile.of(ex));
		}
		catch (RingMissingException ex) {
			Path directory = Objects.requireNonNull(file.getParent());
			if (!UnreadableFile.isOpen(directory)) {
				throw ex;
			}
			return List.of(UnreadableFile.missing(directory));
		}
		catch (RingFailedException ex) {
			return List.of(Finding.problem("CHANGED", "the file was changed while it was looked at",
					String.valueOf(ex.getMessage()), "look again"));
		}
	}

	private static List<Finding> examine(RingFileInspector inspector, Duration window) throws IOException {
		RingLook look = RingLook.of(inspector, window);
		List<Finding> findings = new ArrayList<>(new FileChecks(look).run());
		// of a file of another boot, or a copy, what it says of processes is no news
		if (!look.isCopy() && !inspector.file().isOfAnotherBoot()) {
			findings.addAll(new ParticipantChecks(look).run());
			findings.addAll(new FlowChecks(look).run());
		}
		findings.sort(Comparator.comparing((finding) -> !finding.isProblem()));
		return List.copyOf(findings);
	}

}
