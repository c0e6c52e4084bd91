package io.mmapring.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.mmapring.Claim;
import io.mmapring.Producer;
import io.mmapring.Ring;
import io.mmapring.codec.RecordCodec;
import io.mmapring.event.Chars;
import io.mmapring.event.EventHeader;
import io.mmapring.group.GroupSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is in a file, each command answers, and changes nothing.
 */
class DamagedFilesTests {

	private static final int FILES = 1000;

	private static final long SEED = 20260501;

	private static final int HEADER_BYTES = 4096;

	/** Tables end here: of the default numbers of groups, shards and types. */
	private static final int TABLES_END = 245_760;

	@TempDir
	Path parent;

	private final Random random = new Random(SEED);

	@Test
	@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void onDamagedFilesEachCommandAnswersAndWritesNothing() throws IOException {
		byte[] sound = soundFile();
		Path file = TestRings.file(this.parent, "orders");
		Map<String, Integer> exitCodes = new TreeMap<>();
		for (int number = 0; number < FILES; number++) {
			byte[] damaged = damage(sound, number);
			Files.write(file, damaged);
			if (number % 8 == 1 && damaged.length >= HEADER_BYTES) {
				Checksums.seal(file);
				damaged = Files.readAllBytes(file);
			}
			for (List<Object> command : commands(file, number)) {
				CliRun run = CliRun.of(command.toArray());
				String said = "file %d, %s: %s%s".formatted(number, command, run.out(), run.err());
				assertThat(run.exitCode()).as(said).isBetween(0, 2);
				assertThat(said).doesNotContain("Exception", "\tat ");
				assertThat(run.out().isBlank() && run.err().isBlank() && run.exitCode() != 0).as(said).isFalse();
				exitCodes.merge(command.get(0) + " exit code " + run.exitCode(), 1, Integer::sum);
			}
			assertThat(Arrays.equals(Files.readAllBytes(file), damaged)).as("file %d is unchanged", number).isTrue();
		}
		System.out.println("DAMAGED " + FILES + " files: " + exitCodes);
		assertThat(exitCodes).containsKeys("doctor exit code 0", "doctor exit code 1", "dump exit code 2");
	}

	/** It attaches to the ring, and writes; so each file is in a folder of its own. */
	@Test
	@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void onDamagedFilesThatItIsToMendTheDoctorAnswersToo() throws IOException {
		byte[] sound = soundFile();
		Map<String, Integer> answers = new TreeMap<>();
		for (int number = 0; number < FILES; number++) {
			Path parent = Files.createDirectory(this.parent.resolve("of-" + number));
			Path file = TestRings.file(parent, "orders");
			Files.createDirectory(file.getParent());
			Files.write(file, damage(sound, number));
			if (number % 8 == 1) {
				Checksums.seal(file);
			}
			CliRun run = CliRun.of("doctor", file, "--window=0ms", "--fix", "--json");
			String said = "file %d: %s%s".formatted(number, run.out(), run.err());
			assertThat(run.exitCode()).as(said).isBetween(0, 2);
			assertThat(said).doesNotContain("Exception", "\tat ");
			assertThat(run.out().isBlank() && run.err().isBlank()).as(said).isFalse();
			answers.merge((run.out().contains("\"fixed\"") ? "tried, exit code " : "nothing to mend, exit code ")
					+ run.exitCode(), 1, Integer::sum);
			delete(parent);
		}
		System.out.println("DAMAGED " + FILES + " files to be mended: " + answers);
		assertThat(answers.keySet()).anyMatch((answer) -> answer.startsWith("tried"))
			.anyMatch((answer) -> answer.startsWith("nothing"));
	}

	private static void delete(Path folder) throws IOException {
		List<Path> paths;
		try (Stream<Path> all = Files.walk(folder)) {
			paths = all.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path path : paths) {
			Files.delete(path);
		}
	}

	/** The one that looks at most, and another one in turn. */
	private static List<List<Object>> commands(Path file, int number) {
		List<Object> other = switch (number / 4 % 4) {
			case 0 -> List.of("ls", file);
			case 1 -> List.of("groups", file, "--window=0ms");
			case 2 -> List.of("dump", file, "--payload=decoded");
			default -> List.of("stat", file, "--interval=1ms", "--count=1");
		};
		return List.of(List.of("doctor", file, "--window=0ms", "--json"), other);
	}

	/** A ring with all that there can be in one. */
	private byte[] soundFile() throws IOException {
		try (Ring ring = TestRings.ring(this.parent, "orders")
			.slotSizeBytes(128)
			.eventHeaders(EventHeader.PUBLISH_TIME, EventHeader.TRACE)
			.userHeaderBytes(32)
			.group(new GroupSpec("journal", List.of()))
			.group(new GroupSpec("billing", List.of("journal"), 4))
			.open(); Producer producer = ring.producer()) {
			var type = ring.register(1, RecordCodec.of(Order.class));
			for (int i = 0; i < 20; i++) {
				producer.headers().user("n", Integer.toString(i));
				producer.publish(type, new Order(i, "order " + i));
			}
			producer.publish(2, 200, (payload, id) -> payload.putLong(0, id), 1L);
			producer.claim(2).close();
			try (Claim open = producer.claim(2)) {
				assertThat(open).isNotNull();
				return Files.readAllBytes(ring.path());
			}
		}
	}

	private byte[] damage(byte[] sound, int number) {
		byte[] damaged = sound.clone();
		switch (number % 4) {
			case 0 -> {
				return Arrays.copyOf(sound, this.random.nextInt(sound.length + HEADER_BYTES));
			}
			case 1 -> flip(damaged, 0, 300, 1 + this.random.nextInt(4));
			case 2 -> flip(damaged, HEADER_BYTES, damaged.length, 1 + this.random.nextInt(2000));
			default -> {
				// tables are mostly zeros: whole regions of noise
				for (int region = 0; region < 3; region++) {
					int from = HEADER_BYTES + this.random
						.nextInt((this.random.nextBoolean() ? TABLES_END : damaged.length) - HEADER_BYTES - 1);
					int to = Math.min(damaged.length, from + 1 + this.random.nextInt(20_000));
					byte[] noise = new byte[to - from];
					if (this.random.nextInt(4) == 0) {
						Arrays.fill(noise, (byte) 0xFF);
					}
					else {
						this.random.nextBytes(noise);
					}
					System.arraycopy(noise, 0, damaged, from, noise.length);
				}
			}
		}
		return damaged;
	}

	private void flip(byte[] bytes, int from, int to, int times) {
		List<Integer> at = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			at.add(from + this.random.nextInt(to - from));
		}
		at.forEach((index) -> bytes[index] ^= (byte) (1 << this.random.nextInt(Byte.SIZE)));
	}

	record Order(long id, @Chars(16) String name) {
	}

}
