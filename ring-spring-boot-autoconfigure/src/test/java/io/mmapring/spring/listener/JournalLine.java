package io.mmapring.spring.listener;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An event that a process has taken, as it wrote it down.
 *
 * @param id the event's number
 * @param key its key
 * @param timeNs when, by the nano time of the machine
 * @param by who
 */
record JournalLine(long id, long key, long timeNs, ListeningProcess by) {

	static final int BYTES = 3 * Long.BYTES;

	static List<JournalLine> read(ListeningProcess by) throws IOException {
		List<JournalLine> all = new ArrayList<>();
		Path journal = by.journal();
		if (Files.exists(journal)) {
			ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(journal));
			while (bytes.remaining() >= BYTES) {
				all.add(new JournalLine(bytes.getLong(), bytes.getLong(), bytes.getLong(), by));
			}
		}
		return all;
	}

}
