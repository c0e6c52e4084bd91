package io.mmapring.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of the page are what the commands say. With {@code -Dring.cli.write=true}
 * it writes them.
 */
class CliDocumentIT {

	private static final Path PAGE = Path.of("../docs/operations/cli.md");

	private static final String DIRECTORY = "/dev/shm/ring-ada";

	@TempDir
	Path parent;

	@Test
	void examplesAreWhatTheCommandsSay() throws Exception {
		try (RingProcess shop = RingProcess.start(this.parent, "orders", "shop", "publish:20");
				RingProcess books = RingProcess.start(this.parent, "orders", "books", "take:journal:20");
				RingProcess bills = RingProcess.start(this.parent, "orders", "bills", "take:billing:8")) {
			assertThat(shop.pid()).isNotEqualTo(books.pid());
			bills.signal("STOP");
			check("ls");
			check("stat --count=2");
			check("groups");
			check("groups --json");
			check("dump --from=8 --count=3 --payload=decoded");
			check("dump --from=8 --count=1 --json");
			check("doctor");
			check("doctor --json");
			check("rm");
		}
		check("doctor --fix");
		check("rm --json");
	}

	private void check(String example) throws IOException {
		List<Object> words = new ArrayList<>(List.of(example.split(" ", -1)));
		words.addAll(1, words.get(0).equals("ls") ? List.of("-d", this.parent) : List.of("-d", this.parent, "orders"));
		CliRun run = CliRun.of(words.toArray());
		String said = run.out().strip().replace(this.parent.toString(), DIRECTORY);
		String page = Files.readString(PAGE);
		Matcher block = Pattern
			.compile("(<!-- " + Pattern.quote(example) + " -->\n```(?:text|json)\n)(.*?)(\n?```\n)", Pattern.DOTALL)
			.matcher(page);
		assertThat(block.find()).as("an example of " + example).isTrue();
		if (Boolean.getBoolean("ring.cli.write")) {
			Files.writeString(PAGE,
					page.substring(0, block.start()) + block.group(1) + said + "\n```\n" + page.substring(block.end()));
		}
		else {
			assertThat(normal(said)).isEqualTo(normal(block.group(2)));
		}
	}

	/**
	 * Without what is another one each time: times, process numbers, widths of columns.
	 */
	private static String normal(String text) {
		return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
			.replaceAll("\\b\\d+(\\.\\d+)? ?(ms|s)\\b", "DURATION")
			.replaceAll("(\"\\w+Ms\"): \\d+", "$1: N")
			.replaceAll("(\"pid\"): \\d+", "$1: N")
			.replaceAll("(process|kill -\\w+|jcmd) \\d+", "$1 N")
			.replaceAll("(shop|books|bills)\\(\\d+\\)", "$1(N)")
			.replaceAll("\\b\\d+ +(shop|books|bills)\\b", "N $1")
			.replaceAll(" +", " ");
	}

}
