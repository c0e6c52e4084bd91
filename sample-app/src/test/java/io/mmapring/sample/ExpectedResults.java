package io.mmapring.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a whole replay must find. The numbers were not taken from the sample, but from its
 * flights with awk and sort.
 */
final class ExpectedResults {

	static final List<String> TABLE = """
			20,000 flights taken
			latest airports:
			  JFK   16.2 minutes, mean of 200 flights
			  RIC   14.4 minutes, mean of 50 flights
			  ROC   13.4 minutes, mean of 58 flights
			  SEA   13.3 minutes, mean of 339 flights
			  SMF   13.1 minutes, mean of 121 flights
			91 flights over 3 hours late, the worst:
			  BMI to ORD    522 minutes, 2001-02-25T14:50
			  TUL to DFW    518 minutes, 2001-02-11T16:02
			  MCI to STL    509 minutes, 2001-02-09T13:30
			  TPA to DFW    396 minutes, 2001-03-16T14:50
			  PVD to EWR    390 minutes, 2001-02-05T23:57
			""".lines().toList();

	private static final Path SOURCE = Path.of("src/main/resources/flights/flights-20k.csv");

	private ExpectedResults() {
	}

	/** Each flight of the source is there once, in its order. */
	static void assertComplete(Path journal) throws Exception {
		List<String> expected = new ArrayList<>();
		List<String> source = Files.readAllLines(SOURCE);
		for (int number = 0; number < source.size() - 1; number++) {
			expected.add(number + "," + source.get(number + 1));
		}
		assertThat(expected).hasSize(20_000);
		List<String> lines = Files.readAllLines(journal);
		assertThat(lines.subList(2, lines.size())).isEqualTo(expected);
	}

}
