package io.mmapring.sample;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How far a replay was sent, in a file, so that a producer that was killed goes on there
 * when it comes back. It is written behind the flight: of a killed producer one flight
 * may be sent again, which its number tells, but none is left out.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class SentFile implements Closeable {

	private final long replay;

	// not a channel: an interrupt would close that
	private final RandomAccessFile file;

	SentFile(Path path, long replay) throws IOException {
		this.replay = replay;
		Files.createDirectories(path.toAbsolutePath().getParent());
		this.file = new RandomAccessFile(path.toFile(), "rw");
	}

	/**
	 * Number of the first flight that is not known to be sent.
	 * @return the number; 0 if the file is new or of another replay
	 * @throws IOException if the file cannot be read
	 */
	long next() throws IOException {
		this.file.seek(0);
		String line = this.file.readLine();
		String[] words = (line != null) ? line.trim().split(" +") : new String[0];
		return (words.length == 2 && words[0].equals(Long.toString(this.replay))) ? Long.parseLong(words[1]) : 0;
	}

	/**
	 * Say that a flight was sent.
	 * @param next number of the flight behind it
	 * @throws IOException if the file cannot be written
	 */
	void next(long next) throws IOException {
		this.file.seek(0);
		// one length for all numbers, and one write: the file is whole whenever it is
		// read
		this.file
			.write(String.format(Locale.ROOT, "%19d %19d%n", this.replay, next).getBytes(StandardCharsets.US_ASCII));
	}

	@Override
	public void close() throws IOException {
		this.file.close();
	}

}
