package io.mmapring.it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.mmapring.ChildJvm;
import io.mmapring.Ring;
import io.mmapring.error.RingException;
import io.mmapring.error.RingFailedException;
import io.mmapring.file.ParticipantLayout;
import io.mmapring.file.RingLayout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/** What is done to a file in full use by several processes. */
@Timeout(300)
class TamperedFileIT {

	private static final int ACTIVITIES = 4;

	@TempDir
	Path directory;

	@ParameterizedTest
	@EnumSource
	void allProcessesStopWithTheReasonAndCanClose(Tampering tampering) throws Exception {
		Path file = this.directory.resolve("orders/ring.dat");
		try (ChildJvm one = ChildJvm.startFast(BusyMain.class, this.directory, "one");
				ChildJvm two = ChildJvm.startFast(BusyMain.class, this.directory, "two")) {
			assertThat(one.line()).isEqualTo("busy");
			assertThat(two.line()).isEqualTo("busy");
			tampering.apply(file);
			long startNs = System.nanoTime();
			assertStops(one, tampering);
			assertStops(two, tampering);
			System.out.printf("TamperedFileIT: %s: all stopped within %d ms%n", tampering,
					(System.nanoTime() - startNs) / 1_000_000);
			for (ChildJvm child : List.of(one, two)) {
				assertThat(closed(child)).startsWith("closed in ");
				child.endInput();
				assertThat(child.exit()).as("exit code").isZero();
			}
		}
		if (tampering.stays) {
			assertThatExceptionOfType(RingException.class)
				.isThrownBy(() -> Ring.builder("orders").directory(this.directory).open())
				.withMessageContaining(file.toString())
				.withMessageContaining("expected: ");
		}
	}

	/** The last answer; before it the log may say why. */
	private static String closed(ChildJvm child) {
		child.say("close");
		String line = child.line();
		while (!line.startsWith("closed")) {
			assertThat(line).isNotEqualTo(ChildJvm.END);
			line = child.line();
		}
		return line;
	}

	private static void assertStops(ChildJvm child, Tampering tampering) {
		child.say("ends");
		List<String> ends = new ArrayList<>();
		while (ends.size() < ACTIVITIES) {
			String line = child.line();
			assertThat(line).as("line after %s", ends).isNotEqualTo(ChildJvm.END);
			if (line.matches("(producer|consumer|snapshot|lag): .*")) {
				ends.add(line);
			}
		}
		assertThat(ends).allSatisfy((end) -> assertThat(end).contains(RingFailedException.class.getName())
			.contains("ring 'orders' can no longer be used: ")
			.contains(tampering.reason));
	}

	@Test
	void whenAJvmIsNewItSurvivesACutFileToo() throws Exception {
		for (int round = 0; round < 3; round++) {
			Path parent = this.directory.resolve("round-" + round);
			try (ChildJvm child = ChildJvm.start(FirstUseOfCutFileMain.class, parent)) {
				List<String> lines = new ArrayList<>();
				while (lines.isEmpty() || !lines.get(lines.size() - 1).equals(ChildJvm.END)) {
					lines.add(child.line());
				}
				assertThat(child.exit()).as("exit code after %s", lines).isZero();
				assertThat(lines)
					.anySatisfy((line) -> assertThat(line).startsWith("refused: ").contains("size=0 (expected: "));
			}
		}
	}

	/** What somebody does to the file. */
	enum Tampering {

		CUT_TO_NOTHING("was cut", true) {

			@Override
			void apply(Path file) throws IOException {
				cut(file, 0);
			}

		},

		CUT_TO_THE_TABLES("was cut", true) {

			@Override
			void apply(Path file) throws IOException {
				cut(file, ParticipantLayout.START);
			}

		},

		REMOVED("it was removed", false) {

			@Override
			void apply(Path file) throws IOException {
				Files.delete(file);
			}

		},

		REPLACED("was replaced by another", false) {

			@Override
			void apply(Path file) throws IOException {
				Path copy = file.resolveSibling("copy");
				Files.copy(file, copy);
				Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			}

		},

		PERMISSIONS_CHANGED("mode=rw-rw-rw- (expected: rw-------)", true) {

			@Override
			void apply(Path file) throws IOException {
				Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
			}

		},

		GIVEN_AWAY("was given to another", true) {

			@Override
			void apply(Path file) throws IOException {
				assumeThat(System.getProperty("user.name")).as("who may give files away").isEqualTo("root");
				Files.setAttribute(file, "unix:uid", 65534);
			}

		},

		HEADER_OVERWRITTEN("was overwritten", true) {

			@Override
			void apply(Path file) throws IOException {
				write(file, 48, 4711);
			}

		},

		MARKED("it was marked as damaged by process 7: an event had an impossible length", true) {

			@Override
			void apply(Path file) throws IOException {
				write(file, RingLayout.RING_STATE, 0x0207_0000_0000_0000L);
			}

		};

		private final String reason;

		/** Whether no process is to open the file any more. */
		private final boolean stays;

		Tampering(String reason, boolean stays) {
			this.reason = reason;
			this.stays = stays;
		}

		abstract void apply(Path file) throws IOException;

		private static void cut(Path file, long size) throws IOException {
			try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
				channel.truncate(size);
			}
		}

		private static void write(Path file, long offset, long bigEndian) throws IOException {
			try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
				channel.write(ByteBuffer.allocate(Long.BYTES).putLong(0, bigEndian), offset);
			}
		}

	}

}
