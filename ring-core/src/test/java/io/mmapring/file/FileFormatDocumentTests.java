package io.mmapring.file;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page that describes the file says the same as the code. */
class FileFormatDocumentTests {

	private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| ([^|]+) \\| `([A-Z_]+)` \\| .* \\|");

	private static final Pattern STATE = Pattern.compile("\\| (\\d) \\| `([A-Z]+)` \\| .* \\|");

	private static final Pattern PART = Pattern.compile("\\| (\\d+) \\| ([a-z ]+)[,:] .* \\|");

	/** Heading of a table, and the start of the names of the constants that it shows. */
	private static final Map<String, String> TABLES = Map.of("Hot words", "", "Group table", "GROUP_", "Shards",
			"SHARD_", "Type table", "TYPE_", "Slots", "SLOT_");

	/** Sizes and starts of parts, which have no row of their own. */
	private static final Set<String> OTHERS = Set.of("SPACING", "PAGE", "MAX_PARTICIPANTS", "GROUP_STATES", "GROUPS",
			"GROUP_HEAD_SIZE", "TYPE_SIZE");

	private final List<String> lines = read();

	@Test
	void theHeaderPageIsDescribedAsItIs() throws ReflectiveOperationException {
		List<Row> rows = rows("Header page");
		for (Row row : rows) {
			assertThat(constant(RingHeader.class, row.name)).as(row.name).isEqualTo(row.at);
		}
		Set<String> values = Set.of("MAJOR_VERSION", "MINOR_VERSION", "SIZE", "NAME_BYTES", "BYTE_ORDER_VALUE");
		assertThat(rows).extracting(Row::name).containsExactlyInAnyOrderElementsOf(constants(RingHeader.class, values));
		assertThat(sizeOf(rows, "NAME")).isEqualTo(Integer.BYTES + RingHeader.NAME_BYTES);
		assertDisjoint(rows);
	}

	@Test
	void theParticipantTableIsDescribedAsItIs() throws ReflectiveOperationException {
		List<Row> rows = rows("Participant table");
		for (Row row : rows) {
			assertThat(constant(ParticipantLayout.class, row.name)).as(row.name).isEqualTo(row.at);
		}
		Set<String> others = Set.of("START", "SIZE", "NAME_BYTES");
		assertThat(rows).extracting(Row::name)
			.containsExactlyInAnyOrderElementsOf(constants(ParticipantLayout.class, others));
		assertDisjoint(rows);
	}

	@Test
	void allOtherTablesAreDescribedAsTheyAre() throws ReflectiveOperationException {
		Set<String> described = new TreeSet<>();
		for (Map.Entry<String, String> table : TABLES.entrySet()) {
			List<Row> rows = rows(table.getKey());
			for (Row row : rows) {
				String name = table.getValue() + row.name;
				assertThat(constant(RingLayout.class, name)).as(name).isEqualTo(row.at);
				described.add(name);
			}
			assertDisjoint(rows);
		}
		Set<String> expected = constants(RingLayout.class, OTHERS);
		expected.removeIf((name) -> name.endsWith("_BYTES"));
		assertThat(described).containsExactlyElementsOf(expected);
	}

	@Test
	void textsAreAsLongAsTheCodeAllows() {
		assertThat(sizeOf(rows("Participant table"), "NAME")).isEqualTo(Integer.BYTES + ParticipantLayout.NAME_BYTES);
		assertThat(sizeOf(rows("Group table"), "NAME")).isEqualTo(Integer.BYTES + RingLayout.GROUP_NAME_BYTES);
		assertThat(sizeOf(rows("Type table"), "NAME")).isEqualTo(Integer.BYTES + RingLayout.TYPE_NAME_BYTES);
		assertThat(sizeOf(rows("Type table"), "LAYOUT")).isEqualTo(Integer.BYTES + RingLayout.TYPE_LAYOUT_BYTES);
	}

	@Test
	void thePartsStartWhereThePageSays() {
		List<String> starts = new ArrayList<>();
		for (String line : section("Parts")) {
			Matcher part = PART.matcher(line);
			if (part.matches()) {
				starts.add(part.group(2) + " " + part.group(1));
			}
		}
		assertThat(starts).containsExactly("header page 0", "hot words " + RingLayout.TAIL,
				"participant table " + ParticipantLayout.START, "group states " + RingLayout.GROUP_STATES,
				"group table " + RingLayout.GROUPS);
		RingLayout layout = new RingLayout(RingFiles.SMALL);
		assertThat(layout.group(1) - layout.group(0)).isEqualTo(256 + RingFiles.SMALL.maxShards() * 128);
		assertThat(layout.shard(0, 1) - layout.group(0)).isEqualTo(256 + 128);
		assertThat(ParticipantLayout.entry(1) - ParticipantLayout.entry(0)).isEqualTo(256);
		assertThat(RingLayout.groupState(1) - RingLayout.groupState(0)).isEqualTo(8);
		assertThat(layout.type(1) - layout.type(0)).isEqualTo(4096);
	}

	@Test
	void statesAndBitsOfTheStampAreAsThePageSays() throws ReflectiveOperationException {
		List<String> states = new ArrayList<>();
		for (String line : section("Slots")) {
			Matcher state = STATE.matcher(line);
			if (state.matches()) {
				assertThat(constant(Stamp.class, state.group(2))).isEqualTo(Integer.parseInt(state.group(1)));
				states.add(state.group(2));
			}
		}
		assertThat(states).containsExactly("CLAIMED", "PUBLISHED", "FOLLOWS", "SKIPPED");
		assertThat(Stamp.of(6, 0xAB, Stamp.SKIPPED)).isEqualTo(7L << 12 | 0xAB << 4 | 4);
		assertThat(Tail.of(5, 0xCD)).isEqualTo(5L << 8 | 0xCD);
	}

	private List<Row> rows(String heading) {
		List<Row> rows = new ArrayList<>();
		for (String line : section(heading)) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				rows.add(new Row(Integer.parseInt(row.group(1)), row.group(2), row.group(3)));
			}
		}
		assertThat(rows).as("rows of '%s'", heading).isNotEmpty();
		return rows;
	}

	private List<String> section(String heading) {
		int start = this.lines.indexOf("## " + heading);
		assertThat(start).as("section '%s'", heading).isNotNegative();
		int end = start + 1;
		while (end < this.lines.size() && !this.lines.get(end).startsWith("## ")) {
			end++;
		}
		return this.lines.subList(start, end);
	}

	private static int sizeOf(List<Row> rows, String name) {
		return rows.stream().filter((row) -> row.name.equals(name)).mapToInt(Row::size).findFirst().orElseThrow();
	}

	private static void assertDisjoint(List<Row> rows) {
		for (int i = 1; i < rows.size(); i++) {
			Row before = rows.get(i - 1);
			assertThat(before.at + before.size()).as("end of %s", before.name).isLessThanOrEqualTo(rows.get(i).at);
		}
	}

	private static int constant(Class<?> type, String name) throws ReflectiveOperationException {
		Field field = type.getDeclaredField(name);
		field.setAccessible(true);
		return field.getInt(null);
	}

	private static Set<String> constants(Class<?> type, Set<String> without) {
		Set<String> names = new TreeSet<>();
		for (Field field : type.getDeclaredFields()) {
			if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class
					&& !without.contains(field.getName())) {
				names.add(field.getName());
			}
		}
		return names;
	}

	private static List<String> read() {
		try {
			return Files.readAllLines(Path.of("..", "docs", "file-format.md"));
		}
		catch (IOException ex) {
			throw new IllegalStateException("run the tests in the module's directory", ex);
		}
	}

	/** A row of a table. */
	private record Row(int at, String bytes, String name) {

		int size() {
			return Integer.parseInt(this.bytes);
		}

	}

}
