package io.mmapring.sample;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FileWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A file of flights of one replay, which a process that comes back goes on with.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
final class FlightFile implements Closeable {

	private static final String COLUMNS = "number,date,delay,distance,origin,destination";

	private static final int HEADER_LINES = 2;

	private final Path path;

	private @Nullable Writer writer;

	FlightFile(Path path) {
		this.path = path;
	}

	/**
	 * The flights of a replay that are in a file, without a line that was cut short.
	 * @param path the file
	 * @param replay number of the replay
	 * @return the flights; none if the file is missing or of another replay
	 * @throws IOException if the file cannot be read
	 */
	static List<Flight> read(Path path, long replay) throws IOException {
		List<String> lines = wholeLines(path).lines().toList();
		if (lines.size() < HEADER_LINES || !lines.get(0).equals(title(replay))) {
			return List.of();
		}
		return lines.stream().skip(HEADER_LINES).map((line) -> parse(replay, line)).toList();
	}

	private static String wholeLines(Path path) throws IOException {
		if (!Files.exists(path)) {
			return "";
		}
		String text = Files.readString(path, StandardCharsets.US_ASCII);
		return text.substring(0, text.lastIndexOf('\n') + 1);
	}

	private static String title(long replay) {
		return "replay " + replay;
	}

	private static Flight parse(long replay, String line) {
		int comma = line.indexOf(',');
		return Flight.parse(replay, Long.parseLong(line.substring(0, comma)), line.substring(comma + 1));
	}

	/**
	 * Go on with a replay, or begin with it if the file is of another.
	 * @param replay number of the replay
	 * @return its flights that the file holds
	 * @throws IOException if the file cannot be read or written
	 */
	List<Flight> resume(long replay) throws IOException {
		List<Flight> flights = read(this.path, replay);
		if (flights.isEmpty()) {
			begin(replay);
			return flights;
		}
		close();
		try (RandomAccessFile file = new RandomAccessFile(this.path.toFile(), "rw")) {
			file.setLength(wholeLines(this.path).length());
		}
		this.writer = open(true);
		return flights;
	}

	/**
	 * Begin with a replay; what the file held is lost.
	 * @param replay number of the replay
	 * @throws IOException if the file cannot be written
	 */
	void begin(long replay) throws IOException {
		close();
		Files.createDirectories(this.path.toAbsolutePath().getParent());
		Writer writer = open(false);
		this.writer = writer;
		writer.write(title(replay) + '\n' + COLUMNS + '\n');
		writer.flush();
	}

	// not a channel: an interrupt would close that
	private Writer open(boolean append) throws IOException {
		return new BufferedWriter(new FileWriter(this.path.toFile(), StandardCharsets.US_ASCII, append));
	}

	void add(Flight flight) throws IOException {
		writer().write(flight.number() + "," + flight.csv() + '\n');
	}

	void flush() throws IOException {
		writer().flush();
	}

	private Writer writer() {
		Writer writer = this.writer;
		if (writer == null) {
			throw new IllegalStateException(this.path + " is not open: call begin or resume first");
		}
		return writer;
	}

	@Override
	public void close() throws IOException {
		Writer writer = this.writer;
		this.writer = null;
		if (writer != null) {
			writer.close();
		}
	}

}
