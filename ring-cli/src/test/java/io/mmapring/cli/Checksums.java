package io.mmapring.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Makes the checksum of a header page right again. */
final class Checksums {

	private static final int CRC_AT = 4092;

	private Checksums() {
	}

	static void seal(Path file) throws IOException {
		try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
			byte[] page = new byte[CRC_AT];
			access.readFully(page);
			CRC32C crc = new CRC32C();
			crc.update(page);
			access.writeInt(Integer.reverseBytes((int) crc.getValue()));
		}
	}

}
