package io.mmapring.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The specification, the page about it, the models and the code name the same things. */
class ModelDocumentTests {

	private static final Path FOLDER = Path.of("..", "docs", "protocol");

	private static final Path SOURCES = Path.of("src", "main", "java", "io", "mmapring");

	private static final Pattern MUTANT = Pattern.compile("MUT_(\\w+)");

	private static final Pattern CONDITION = Pattern.compile("#ifn?def (\\w+)|defined\\((\\w+)\\)");

	private static final Pattern SIZE = Pattern.compile("#ifndef \\w+\n#define (\\w+) +(\\d+)");

	private static final Pattern METHOD = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");

	private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]*) \\|");

	private static final Pattern CONSTANT = Pattern.compile("`([A-Z_]+)`");

	@Test
	void eachMutantOfTheSpecificationIsInItsHeaderAndInTheModel() {
		assertThat(mutants("claim.pml")).isEqualTo(names(ClaimMutant.values()));
		assertThat(mutants("join.pml")).isEqualTo(names(JoinMutant.values()));
		assertThat(mutants("walk.pml")).isEqualTo(names(WalkMutant.values()));
		assertThat(mutants("share.pml")).isEqualTo(names(ShareMutant.values()));
		assertThat(mutants("gather.pml")).isEqualTo(names(GatherMutant.values()));
		assertThat(mutants("waiting.pml")).isEmpty();
	}

	@Test
	void eachFlagOfTheJoinIsInTheModel() {
		Set<String> flags = conditions("join.pml");
		flags.removeIf((flag) -> flag.startsWith("MUT_") || List.of("CAP", "LAST", "NPROC", "JOINS").contains(flag));
		assertThat(flags).isEqualTo(names(JoinSettings.Flag.values()));
		assertThat(conditions("waiting.pml")).isEqualTo(names(WaitingModel.Flag.values()));
	}

	@Test
	void eachSizeOfASpecificationIsThatOfItsModel() {
		assertSizes("walk.pml", WalkVariables.DEFAULTS);
		assertSizes("share.pml", ShareVariables.DEFAULTS);
		assertSizes("gather.pml", GatherVariables.DEFAULTS);
	}

	private static void assertSizes(String file, Settings settings) {
		Map<String, Integer> sizes = new TreeMap<>();
		SIZE.matcher(read(file))
			.results()
			.forEach((match) -> sizes.put(match.group(1), Integer.valueOf(match.group(2))));
		assertThat(sizes).as(file).isEqualTo(new TreeMap<>(settings.defaults()));
	}

	@Test
	void eachMethodThatThePageNamesIsInTheCode() throws IOException {
		// ring-stress compares the page with its own classes
		List<MatchResult> methods = METHOD.matcher(read("README.md"))
			.results()
			.filter((method) -> !method.group(1).endsWith("Stress"))
			.toList();
		assertThat(methods).hasSizeGreaterThan(20);
		for (MatchResult method : methods) {
			assertThat(source(method.group(1))).as(method.group()).contains(" " + method.group(2) + "(");
		}
	}

	@Test
	void eachStepOfAStateMachineIsOnThePage() {
		Set<String> shown = new HashSet<>();
		ROW.matcher(read("README.md"))
			.results()
			.flatMap((row) -> CONSTANT.matcher(row.group(1)).results())
			.forEach((step) -> shown.add(step.group(1)));
		assertThat(shown).isSubsetOf(steps());
		// those of a mutant, those that only begin or end a process, those that come
		// twice
		Set<String> others = Set.of("LATE_TAIL", "KILLED", "LOOK", "DRAINED", "STOP", "STOPPED", "PUBLISH", "BEGIN",
				"IDLE", "LATE");
		Set<String> missing = steps();
		missing.removeIf((step) -> shown.contains(step) || others.contains(step) || step.endsWith("_AGAIN"));
		assertThat(missing).isEmpty();
	}

	private static Set<String> steps() {
		Set<String> steps = new TreeSet<>();
		Stream
			.of(ClaimProducer.Step.values(), ClaimConsumer.Step.values(), JoinProducer.Step.values(),
					JoinAdmin.Step.values(), JoinSeeker.Step.values(), WalkProducer.Step.values(),
					WalkJoiner.Step.values(), WalkConsumer.Step.values(), ShareKeeper.Step.values(),
					SharePoller.Step.values(), ShareFollower.Step.values(), GatherProducer.Step.values(),
					GatherConsumer.Step.values(), GatherAdmin.Step.values())
			.forEach((values) -> steps.addAll(names(values)));
		steps.add("SLEEP");
		return steps;
	}

	private static Set<String> mutants(String file) {
		String text = read(file);
		int end = text.indexOf("*/");
		Set<String> header = groups(MUTANT, text.substring(0, end));
		assertThat(groups(MUTANT, text.substring(end))).as(file).isEqualTo(header);
		return header;
	}

	private static Set<String> conditions(String file) {
		return groups(CONDITION, read(file));
	}

	private static Set<String> groups(Pattern pattern, String text) {
		Set<String> found = new TreeSet<>();
		pattern.matcher(text).results().forEach((match) -> {
			for (int group = 1; group <= match.groupCount(); group++) {
				if (match.group(group) != null) {
					found.add(match.group(group));
				}
			}
		});
		return found;
	}

	private static Set<String> names(Enum<?>[] values) {
		Set<String> names = new TreeSet<>();
		Arrays.stream(values).map(Enum::name).filter((name) -> !name.equals("NONE")).forEach(names::add);
		return names;
	}

	private static String source(String type) throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			List<Path> found = files.filter((file) -> file.endsWith(type + ".java")).toList();
			assertThat(found).as(type).hasSize(1);
			return Files.readString(found.get(0));
		}
	}

	private static String read(String file) {
		try {
			return Files.readString(FOLDER.resolve(file));
		}
		catch (IOException ex) {
			throw new AssertionError("cannot read " + FOLDER.resolve(file).toAbsolutePath(), ex);
		}
	}

}
