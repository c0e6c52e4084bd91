package io.mmapring.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.mmapring.it.EventLog.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one group has taken, through all the lives of its consumer: each event once, but
 * for those that come again behind a death; each claim whole; each producer in its order.
 */
final class KillSoakCheck {

	private static final int COUNTER_SHIFT = 16;

	private static final int PRODUCER_SHIFT = 48;

	private static final long MIX = 0x9E3779B97F4A7C15L;

	/** Events of each producer that were taken. */
	final Map<Integer, Integer> events = new HashMap<>();

	/** Claims of each producer of which all events were taken. */
	final Map<Integer, Integer> claims = new HashMap<>();

	long taken;

	long duplicates;

	long hash;

	private final String group;

	/** The newest ones, which may come again. */
	private final Map<Long, Long> newest = new HashMap<>();

	private long lastSequence = -1;

	private int openProducer;

	private int openIndex;

	private int openSize;

	KillSoakCheck(String group) {
		this.group = group;
	}

	static long pack(OrderEvent event) {
		return ((long) event.producer << PRODUCER_SHIFT) | (event.counter << COUNTER_SHIFT) | (event.index << 8)
				| event.size;
	}

	/** Go on with the log of the next life. */
	void add(Path log) throws IOException {
		List<Entry> entries = EventLog.read(log);
		int again = 0;
		for (Entry entry : entries) {
			if (entry.sequence() <= this.lastSequence) {
				assertThat(this.newest).as("%s: came again", log).containsEntry(entry.sequence(), entry.value());
				again++;
			}
			else {
				addNew(entry);
			}
		}
		assertThat(again).as("%s: events that came again behind a death", log)
			.isLessThanOrEqualTo(KillSoakMain.BATCH_LIMIT);
		this.duplicates += again;
	}

	private void addNew(Entry entry) {
		int producer = (int) (entry.value() >>> PRODUCER_SHIFT);
		int counter = (int) (entry.value() >>> COUNTER_SHIFT);
		int index = (int) (entry.value() >>> 8) & 0xFF;
		int size = (int) entry.value() & 0xFF;
		assertThat(counter).as("%s: of producer %d at sequence %d", this.group, producer, entry.sequence())
			.isEqualTo(this.events.merge(producer, 1, Integer::sum) - 1);
		assertThat(size).as("%s: an abandoned event at sequence %d", this.group, entry.sequence()).isNotZero();
		if (this.openIndex == this.openSize) {
			this.openProducer = producer;
			this.openIndex = 0;
			this.openSize = size;
		}
		assertThat(List.of(producer, index, size, (index == 0) ? 1L : entry.sequence() - this.lastSequence))
			.as("%s: producer, index, size, step at sequence %d", this.group, entry.sequence())
			.isEqualTo(List.of(this.openProducer, this.openIndex, this.openSize, 1L));
		this.openIndex++;
		if (this.openIndex == this.openSize) {
			this.claims.merge(producer, 1, Integer::sum);
		}
		this.lastSequence = entry.sequence();
		this.newest.put(entry.sequence(), entry.value());
		this.newest.remove(entry.sequence() - KillSoakIT.SLOTS);
		this.hash = (Long.rotateLeft(this.hash, 31) ^ entry.sequence()) * MIX;
		this.hash = (Long.rotateLeft(this.hash, 31) ^ entry.value()) * MIX;
		this.taken++;
	}

	/** Nothing that was published is missing, nor anything there that was not. */
	void compare(int producer, Path published) throws IOException {
		List<Entry> claims = EventLog.read(published);
		int acknowledged = claims.isEmpty() ? 0 : (int) claims.get(claims.size() - 1).value();
		assertThat(this.events.getOrDefault(producer, 0)).as("%s: events of producer %d", this.group, producer)
			.isGreaterThanOrEqualTo(acknowledged);
		// it may have died between publishing and writing that down
		assertThat(this.claims.getOrDefault(producer, 0)).as("%s: claims of producer %d", this.group, producer)
			.isBetween(claims.size(), claims.size() + 1);
		if (this.claims.getOrDefault(producer, 0) == claims.size()) {
			assertThat(this.events.getOrDefault(producer, 0)).as("%s: events of producer %d", this.group, producer)
				.isEqualTo(acknowledged);
		}
	}

}
