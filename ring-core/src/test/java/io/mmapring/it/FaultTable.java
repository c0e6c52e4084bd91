package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.mmapring.it.FaultRun.Outcome;

/** What came of all cases, a row for each point. */
final class FaultTable {

	static final Path PAGE = Path.of("..", "docs", "guarantees.md");

	static final String HEAD = "| point | a process that | forms | killed | went on after ms: median, max | lost | unpublished seen | came again, at most | stopped |";

	private static final String BEGIN = "<!-- fault-points begin -->";

	private static final String END = "<!-- fault-points end -->";

	private final Map<FaultPoint, List<Outcome>> kills = new EnumMap<>(FaultPoint.class);

	private final Map<FaultPoint, Integer> stops = new EnumMap<>(FaultPoint.class);

	void killed(FaultPoint point, Outcome outcome) {
		this.kills.computeIfAbsent(point, (key) -> new ArrayList<>()).add(outcome);
	}

	void stopped(FaultPoint point) {
		this.stops.merge(point, 1, Integer::sum);
	}

	/** Rows and head, as they stand on the page. */
	String text() {
		StringBuilder text = new StringBuilder(HEAD).append("\n|---|---|---|---|---|---|---|---|---|\n");
		for (FaultPoint point : FaultPoint.values()) {
			List<Outcome> outcomes = this.kills.getOrDefault(point, List.of());
			text.append("| `%s` | %s | %s | %d | %s | %d | %d | %d | %d |%n".formatted(point, point.role.text,
					point.forms()
						.stream()
						.map((form) -> form.name().toLowerCase(Locale.ROOT))
						.collect(Collectors.joining(", ")),
					outcomes.size(), times(outcomes), outcomes.stream().mapToLong(Outcome::lost).sum(),
					outcomes.stream().mapToLong(Outcome::unpublished).sum(),
					outcomes.stream().mapToInt(Outcome::cameAgain).max().orElse(0), this.stops.getOrDefault(point, 0)));
		}
		return text.toString();
	}

	String summary() {
		List<Outcome> all = this.kills.values().stream().flatMap(List::stream).toList();
		return "%d points, %d kills, %d stops; went on after ms: median, max %s; lost %d, unpublished seen %d"
			.formatted(FaultPoint.values().length, all.size(), this.stops.values().stream().mapToInt((n) -> n).sum(),
					times(all), all.stream().mapToLong(Outcome::lost).sum(),
					all.stream().mapToLong(Outcome::unpublished).sum());
	}

	/** Put it where it belongs on the page, between its marks. */
	void writeToPage() throws IOException {
		String page = Files.readString(PAGE);
		int begin = page.indexOf(BEGIN) + BEGIN.length();
		int end = page.indexOf(END);
		Files.writeString(PAGE, page.substring(0, begin) + "\n\n" + text() + "\n" + page.substring(end));
	}

	/** What is on the page now. */
	static List<String> linesOfPage() throws IOException {
		String page = Files.readString(PAGE);
		return page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)).strip().lines().toList();
	}

	private static String times(List<Outcome> outcomes) {
		List<Long> ms = outcomes.stream().map((outcome) -> outcome.tookNs() / 1_000_000).sorted().toList();
		return ms.isEmpty() ? "-" : ms.get(ms.size() / 2) + ", " + ms.get(ms.size() - 1);
	}

}
