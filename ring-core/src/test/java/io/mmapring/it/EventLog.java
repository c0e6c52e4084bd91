package io.mmapring.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process has taken or published, in a file: what was written is there, however
 * the process ends.
 */
final class EventLog {

	private final FileChannel channel;

	private final ByteBuffer line = ByteBuffer.allocateDirect(2 * Long.BYTES);

	private EventLog(FileChannel channel) {
		this.channel = channel;
	}

	static EventLog create(Path file) throws IOException {
		return new EventLog(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
	}

	void add(long sequence, long value) {
		this.line.clear().putLong(sequence).putLong(value).flip();
		try {
			this.channel.write(this.line);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<Entry> read(Path file) throws IOException {
		ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
		List<Entry> entries = new ArrayList<>();
		while (bytes.remaining() >= 2 * Long.BYTES) {
			entries.add(new Entry(bytes.getLong(), bytes.getLong()));
		}
		return entries;
	}

	record Entry(long sequence, long value) {
	}

}
