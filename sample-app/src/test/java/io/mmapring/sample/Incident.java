package io.mmapring.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;

import io.mmapring.cli.RingCli;
import io.mmapring.spring.test.process.ForkedRingProcess;

/**
 * What an operator sees of an incident: health, metrics, the endpoint, the log and the
 * doctor, written down as it was said.
 */
final class Incident {

	private static final String RING = "$.components.ring.components.flights";

	private final Path folder;

	private final StringBuilder text = new StringBuilder();

	private final String name;

	Incident(String name, Path folder) {
		this.name = name;
		this.folder = folder;
	}

	/** Health of the ring as a process sees it. */
	String health(String who, SampleProcess process) throws Exception {
		SampleProcess.Answer answer = process.get("/actuator/health/ring");
		Map<String, Map<String, Object>> components = JsonPath.read(answer.body(), "$.components.flights.components");
		StringBuilder said = new StringBuilder();
		components.forEach((component, health) -> {
			said.append(component).append(": ").append(health.get("status")).append('\n');
			Map<?, ?> details = (Map<?, ?>) health.get("details");
			for (String key : List.of("state", "problem", "blocks", "remedy")) {
				if (details.containsKey(key)) {
					said.append("  ").append(key).append(": ").append(details.get(key)).append('\n');
				}
			}
		});
		add("Health, seen from the %s (`/actuator/health/ring`)".formatted(who), "text", said.toString());
		return answer.body();
	}

	/** The meters of some names that are not zero. */
	String metrics(String who, SampleProcess process, String... names) throws Exception {
		String all = process.get("/actuator/prometheus").body();
		return add("Metrics of the %s (`/actuator/prometheus`)".formatted(who), "text",
				all.lines().filter((line) -> startsWithAny(line, names)).collect(Collectors.joining("\n")));
	}

	private static boolean startsWithAny(String line, String... names) {
		for (String name : names) {
			if (line.startsWith(name + "{")) {
				return true;
			}
		}
		return false;
	}

	/** The endpoint's word on the ring. */
	String endpoint(String who, SampleProcess process) throws Exception {
		SampleProcess.Answer answer = process.get("/actuator/ring/flights");
		Map<String, Object> page = JsonPath.read(answer.body(), "$");
		Map<String, Object> worst = JsonPath.read(answer.body(),
				page.containsKey("culprit") ? "$.culprit" : "$.findings[0]");
		StringBuilder said = new StringBuilder();
		worst.forEach((key, value) -> said.append(key).append(": ").append(value).append('\n'));
		add("Worst finding of the endpoint of the %s (`/actuator/ring/flights`)".formatted(who), "text",
				said.toString());
		return answer.body();
	}

	/** What the rings of a process have logged. */
	String log(String who, SampleProcess process) {
		return add("Log of the " + who, "text",
				process.lines().stream().filter((line) -> line.contains("mmapring")).collect(Collectors.joining("\n")));
	}

	/** What the doctor says from outside. */
	String doctor() {
		try (ForkedRingProcess doctor = ForkedRingProcess
			.java(RingCli.class, "doctor", "flights", "--directory", this.folder.resolve("rings"))
			.withDeadline(Duration.ofSeconds(60))
			.start()) {
			int exit = doctor.awaitExit();
			return add("`ring-cli doctor flights`, exit code " + exit, "text", doctor.output());
		}
	}

	private String add(String title, String kind, String said) {
		this.text.append("\n**%s**\n\n```%s\n%s\n```\n".formatted(title, kind, said.strip()));
		return said;
	}

	/** Status of the ring, or of one of its listeners, in health. */
	static String status(SampleProcess process, String component) throws Exception {
		return (String) process.get("/actuator/health").at(RING + ".components." + component + ".status");
	}

	/** Write it beside the other results of the build. */
	void write() throws IOException {
		Path file = Files.createDirectories(Path.of("target", "incidents")).resolve(this.name + ".md");
		Files.writeString(file,
				this.text.toString().replace(this.folder.resolve("rings").toString(), "/dev/shm/ring-ada"));
	}

}
