package io.mmapring.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard and the alert rules ask for what the running sample really exposes.
 */
class DashboardIT {

	private static final Path OPERATIONS = Path.of("../docs/operations");

	private static final Pattern METRIC = Pattern.compile("\\bring_[a-z_]+\\b");

	@TempDir
	Path folder;

	@Test
	void eachMetricOfThemIsExposed() throws Exception {
		List<String> expressions = new ArrayList<>();
		expressions.addAll(JsonPath.read(file("grafana-dashboard.json"), "$..expr"));
		expressions.addAll(rules("expr"));
		Set<String> asked = new TreeSet<>();
		expressions.forEach((expression) -> asked.addAll(metrics(expression)));
		assertThat(asked).hasSizeGreaterThan(15);
		try (SampleProcess consumer = SampleProcess.jvm("consumer", this.folder);
				SampleProcess producer = SampleProcess.jvm("producer", this.folder, "--sample.rate=500",
						"--sample.loop=true")) {
			consumer.awaitOutput(Pattern.compile("flights taken"));
			Set<String> exposed = exposed(consumer);
			exposed.addAll(exposed(producer));
			assertThat(exposed).containsAll(asked);
		}
	}

	@Test
	void eachAlertHasASectionInTheRunbook() throws Exception {
		String runbook = file("runbook.md");
		Set<String> sections = Pattern.compile("(?m)^#+ (Ring\\w+)$")
			.matcher(runbook)
			.results()
			.map((heading) -> "runbook.md#" + heading.group(1).toLowerCase(Locale.ROOT))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(sections).isEqualTo(new TreeSet<>(rules("runbook")));
	}

	private static List<String> rules(String key) throws Exception {
		// it must be good YAML as well
		Object rules = new Yaml().load(file("prometheus-alerts.yml"));
		return JsonPath.read(rules, "$.groups[*].rules[*].." + key);
	}

	/** Without texts in quotes: they are values of labels. */
	private static Set<String> metrics(String expression) {
		return METRIC.matcher(expression.replaceAll("\"[^\"]*\"", ""))
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> exposed(SampleProcess process) throws Exception {
		return process.get("/actuator/prometheus")
			.body()
			.lines()
			.filter((line) -> line.startsWith("ring_"))
			.map((line) -> line.substring(0, line.indexOf('{')))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String file(String name) throws Exception {
		return Files.readString(OPERATIONS.resolve(name));
	}

}
