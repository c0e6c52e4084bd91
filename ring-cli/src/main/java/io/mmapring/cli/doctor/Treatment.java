package io.mmapring.cli.doctor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.mmapring.CreateMode;
import io.mmapring.ParticipantLost;
import io.mmapring.Ring;
import io.mmapring.error.RingException;
import io.mmapring.file.RingFile;
import io.mmapring.inspect.RingFileInspector;
import io.mmapring.process.Presence;

/**
 * Clears away what dead processes have left in a ring: attaches to it as any process
 * does, which sweeps the dead by the library's own rules and leaves the living alone.
 *
 * @param cleared who was swept
 * @param refused why nothing could be done, or {@code null}
 */
public record Treatment(List<ParticipantLost> cleared, @Nullable String refused) {

	/** What it helps against. */
	private static final Set<String> CURABLE = Set.of("DEAD_PARTICIPANT", "PRODUCER_DEAD", "JOINING_LEFT_OVER",
			"SEEK_LEFT_OVER");

	/** One whose process cannot be seen is certainly dead only after two seconds. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);

	/**
	 * Whether anything was found that can be cleared away.
	 * @param findings what was found
	 * @return whether there is
	 */
	public static boolean mayHelp(List<Finding> findings) {
		return findings.stream().anyMatch((finding) -> CURABLE.contains(finding.code()));
	}

	/**
	 * Clear away what the dead have left. Waits up to five seconds for it to be done.
	 * @param file the ring's file
	 * @return what was done
	 */
	public static Treatment of(Path file) {
		Queue<ParticipantLost> cleared = new ConcurrentLinkedQueue<>();
		Path directory = Objects.requireNonNull(file.getParent());
		if (directory.getParent() == null || !String.valueOf(file.getFileName()).equals(RingFile.FILE_NAME)) {
			return new Treatment(List.of(),
					"%s is not where processes open rings: a copy is not changed".formatted(file));
		}
		try (Ring ring = Ring.builder(String.valueOf(directory.getFileName()))
			.directory(directory.getParent())
			.create(CreateMode.NEVER)
			.attachTimeout(Duration.ZERO)
			.application("ring-cli")
			.onParticipantLost(cleared::add)
			.open()) {
			awaitSwept(RingFileInspector.open(ring.path()));
			return new Treatment(List.copyOf(cleared), null);
		}
		catch (RingException ex) {
			return new Treatment(List.copyOf(cleared), ex.getMessage());
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			return new Treatment(List.copyOf(cleared), "the file is damaged: " + ex.getMessage());
		}
	}

	private static void awaitSwept(RingFileInspector inspector) {
		long startNs = System.nanoTime();
		while (System.nanoTime() - startNs < PATIENCE.toNanos()
				&& inspector.participants().stream().anyMatch((one) -> one.presence() == Presence.DEAD)) {
			LockSupport.parkNanos(LOOK_NS);
		}
	}

	/**
	 * What was done, for JSON.
	 * @return its fields
	 */
	public Map<String, Object> json() {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("refused", this.refused);
		json.put("cleared", this.cleared.stream().map((lost) -> {
			Map<String, Object> one = new LinkedHashMap<>();
			one.put("participant", lost.participant().id());
			one.put("pid", lost.participant().pid());
			one.put("application", lost.participant().application());
			one.put("repairedSlots", lost.repairedSlots());
			return one;
		}).toList());
		return json;
	}

	@Override
	public String toString() {
		if (this.refused != null) {
			return "refused: " + this.refused;
		}
		String swept = this.cleared.stream()
			.map((lost) -> "%s, with %d slots that it had claimed and not published".formatted(lost.participant(),
					lost.repairedSlots()))
			.collect(Collectors.joining("; "));
		return swept.isEmpty() ? "cleared away what was half done" : "cleared away " + swept;
	}

}
