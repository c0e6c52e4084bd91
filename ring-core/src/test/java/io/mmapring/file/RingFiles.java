package io.mmapring.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Ring files to test with. */
final class RingFiles {

	static final RingGeometry SMALL = new RingGeometry(64, 128, false, true, 2, 3, 1);

	static final String NAME = "orders";

	private RingFiles() {
	}

	static RingFileSpec spec(Path parent) {
		return RingFileSpec.of(parent, NAME);
	}

	static RingFile create(Path parent) {
		return RingFile.create(spec(parent), SMALL, (memory) -> {
		});
	}

	static RingFile openOrCreate(Path parent) {
		return RingFile.openOrCreate(spec(parent), SMALL, (memory) -> {
		});
	}

	/**
	 * Create a ring and change its header, with a correct checksum.
	 */
	static void createWithHeader(Path parent, Consumer<ByteBuffer> change) {
		Path path = create(parent).path();
		ByteBuffer page = ByteBuffer.allocate(RingHeader.SIZE).order(ByteOrder.LITTLE_ENDIAN);
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			channel.read(page, 0);
			change.accept(page);
			RingHeader.seal(page);
			channel.write(page.position(0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<String> namesIn(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

}
