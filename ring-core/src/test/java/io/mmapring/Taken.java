package io.mmapring;

import java.util.ArrayList;
import java.util.List;

import io.mmapring.event.EventHandler;
import io.mmapring.event.EventView;

/** Remembers the events it was handed, each a long. */
final class Taken implements EventHandler {

	final List<Long> values = new ArrayList<>();

	final List<Long> sequences = new ArrayList<>();

	final List<Boolean> ends = new ArrayList<>();

	@Override
	public void onEvent(EventView event, long sequence, boolean endOfBatch) {
		this.values.add(event.payload().getLong(0));
		this.sequences.add(sequence);
		this.ends.add(endOfBatch);
	}

	static Taken from(Consumer consumer) throws Exception {
		Taken taken = new Taken();
		boolean more = true;
		while (more) {
			more = consumer.poll(taken, Integer.MAX_VALUE) > 0;
		}
		return taken;
	}

}
