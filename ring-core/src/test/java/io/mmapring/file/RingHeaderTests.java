package io.mmapring.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.mmapring.error.RingFormatException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RingHeaderTests {

	private static final Path PATH = Path.of("/rings/orders/ring.dat");

	@TempDir
	Path parent;

	@Test
	void whatWasWrittenIsRead() {
		RingGeometry geometry = new RingGeometry(4096, 192, true, false, 5, 6, 7);
		RingHeader header = RingHeader.of(geometry, "orders", 0);
		RingHeader read = RingHeader.read(PATH, header.write(), new RingLayout(geometry).fileSizeBytes());
		assertThat(read).isEqualTo(header);
		assertThat(read.creatorPid()).isEqualTo(ProcessHandle.current().pid());
		assertThat(read.createdMs()).isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
		assertThat(read.ringId()).isNotEqualTo(RingHeader.of(geometry, "orders", 0).ringId());
		assertThat(read.bootId()).isEqualTo(RingHeader.currentBoot());
	}

	@Test
	void headersOfEventsAreReadAndTheirNumbersChecked() {
		RingGeometry geometry = new RingGeometry(64, 128, false, false, 1, 1, 1, new HeaderRoom(5, 24));
		RingHeader header = RingHeader.of(geometry, "orders", 0);
		int size = new RingLayout(geometry).fileSizeBytes();
		assertThat(header.write().getLong(RingHeader.INCOMPATIBLE_FEATURES)).isEqualTo(1);
		assertThat(RingHeader.read(PATH, header.write(), size)).isEqualTo(header);
		assertRefused(header, size, RingHeader.EVENT_HEADERS, 8, "eventHeaders=8 (expected: 0 to 7)");
		assertRefused(header, size, RingHeader.USER_HEADER_BYTES, 12,
				"userHeaderBytes=12 (expected: a multiple of 8, 0 to 4096)");
		assertRefused(header, size, RingHeader.USER_HEADER_BYTES, 72,
				"slotSizeBytes=128 (expected: more than the 112 bytes that headers of events take)");
		assertRefused(header, size, RingHeader.INCOMPATIBLE_FEATURES, 0, "incompatibleFeatures=0 (expected: 1)");
	}

	private static void assertRefused(RingHeader header, int size, int offset, int value, String message) {
		ByteBuffer page = header.write().putInt(offset, value);
		RingHeader.seal(page);
		assertThatExceptionOfType(RingFormatException.class).isThrownBy(() -> RingHeader.read(PATH, page, size))
			.withMessageContaining(message);
	}

	@Test
	void theFileBeginsWithReadableLetters() throws IOException {
		byte[] bytes = Files.readAllBytes(RingFiles.create(this.parent).path());
		assertThat(new String(bytes, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("MMAPRING");
	}

	@Test
	void whenAnyByteOfTheHeaderIsFlippedTheFileIsRefused() throws IOException {
		RingFile file = RingFiles.create(this.parent);
		RingFileSpec spec = RingFiles.spec(this.parent);
		try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			ByteBuffer one = ByteBuffer.allocate(1);
			for (int offset = 0; offset < RingHeader.SIZE; offset++) {
				channel.read(one.clear(), offset);
				byte before = one.get(0);
				channel.write(one.put(0, (byte) ~before).position(0), offset);
				assertThatExceptionOfType(RingFormatException.class).as("byte %d", offset)
					.isThrownBy(() -> RingFile.open(spec))
					.withMessageStartingWith("cannot open ring " + file.path() + ": ");
				channel.write(one.put(0, before).position(0), offset);
			}
		}
		assertThat(RingFile.open(spec).header()).isEqualTo(file.header());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			8   | 2          | majorVersion           | 1     | use the version of the library that made it
			16  | 0x04030201 | byteOrderMark          | 1020304 | make it on a machine of the same byte order
			20  | 8192       | headerSize             | 4096  | it is damaged or no ring
			24  | 1          | incompatibleFeatures   | 0     | use the version of the library that made it
			28  | 0x4000000  | incompatibleFeatures   | 0     | use the version of the library that made it
			40  | 4096       | fileSize               |       | it is damaged or no ring
			48  | 16         | slots                  | a power of two, at least 32 | it is damaged or no ring
			48  | 65         | slots                  | a power of two, at least 32 | it is damaged or no ring
			48  | 0x80000000 | slots                  | a power of two, at least 32 | it is damaged or no ring
			48  | 128        | fileSize               |       | it is damaged or no ring
			48  | 0x40000000 | fileSize               |       | it is damaged or no ring
			52  | 0          | slotSizeBytes          | a multiple of 64 | it is damaged or no ring
			52  | 96         | slotSizeBytes          | a multiple of 64 | it is damaged or no ring
			52  | 0x7fffffc0 | fileSize               |       | it is damaged or no ring
			56  | 2          | singleProducer         | 0 or 1 | it is damaged or no ring
			60  | -1         | overwriteWithoutGroups | 0 or 1 | it is damaged or no ring
			64  | 0          | maxGroups              | 1 to 64 | it is damaged or no ring
			64  | 65         | maxGroups              | 1 to 64 | it is damaged or no ring
			68  | -5         | maxShards              | 1 to 64 | it is damaged or no ring
			72  | 1025       | maxTypes               | 1 to 1024 | it is damaged or no ring
			76  | 256        | maxParticipants        | 255   | it is damaged or no ring
			80  | 4224       | hotWordsAt             | 4096  | it is damaged or no ring
			84  | 4096       | participantsAt         | 8192  | it is damaged or no ring
			88  | 0          | groupStatesAt          | 73728 | it is damaged or no ring
			92  | 1          | groupsAt               | 77824 | it is damaged or no ring
			96  | 1          | typesAt                |       | it is damaged or no ring
			100 | 0          | slotsAt                |       | it is damaged or no ring
			152 | 0          | nameLength             | 1 to 100 | it is damaged or no ring
			152 | 101        | nameLength             | 1 to 100 | it is damaged or no ring
			152 | -1         | nameLength             | 1 to 100 | it is damaged or no ring
			264 | 1          | incompatibleFeatures   | 1     | use the version of the library that made it
			268 | 8          | incompatibleFeatures   | 1     | use the version of the library that made it
			156 | 0x78787878 | name                   | orders | configure the same in every process
			""")
	void whenAFieldIsWrongUnderACorrectChecksumItIsRefused(int offset, String value, String field, String expected,
			String action) {
		RingFiles.createWithHeader(this.parent, (page) -> page.putInt(offset, Long.decode(value).intValue()));
		assertThatExceptionOfType(RingFormatException.class)
			.isThrownBy(() -> RingFile.open(RingFiles.spec(this.parent)))
			.withMessageContaining("ring.dat: " + field + "=")
			.withMessageContaining((expected != null) ? "(expected: " + expected + "); " : "(expected: ")
			.withMessageContaining("); " + action)
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo(field));
	}

	@Test
	void whenTheMagicIsWrongItIsRefused() {
		ByteBuffer page = pageOf(RingFiles.SMALL).put(0, (byte) 0);
		assertThatExceptionOfType(RingFormatException.class).isThrownBy(() -> RingHeader.read(PATH, page, 4096))
			.withMessage(
					"cannot open ring /rings/orders/ring.dat: magic=?MAPRING (expected: MMAPRING); it is damaged or no ring: remove it while no process has it open");
	}

	@Test
	void whenTheChecksumIsWrongItIsRefused() {
		ByteBuffer page = pageOf(RingFiles.SMALL).putInt(RingHeader.CRC, 0x12345678);
		assertThatExceptionOfType(RingFormatException.class).isThrownBy(() -> RingHeader.read(PATH, page, 4096))
			.withMessageContaining("ring.dat: crc=12345678 (expected: ")
			.withMessageContaining("it is damaged or no ring");
	}

	@Test
	void whatANewerMinorVersionAddsIsIgnored() {
		RingFiles.createWithHeader(this.parent, (page) -> {
			page.putInt(RingHeader.MINOR, 7);
			page.putLong(RingHeader.COMPATIBLE_FEATURES, -1);
			page.putLong(RingHeader.NAME + Integer.BYTES + RingHeader.NAME_BYTES, 4711);
		});
		assertThat(RingFile.open(RingFiles.spec(this.parent)).problem()).isNull();
	}

	private static ByteBuffer pageOf(RingGeometry geometry) {
		return RingHeader.of(geometry, "orders", 0).write();
	}

}
