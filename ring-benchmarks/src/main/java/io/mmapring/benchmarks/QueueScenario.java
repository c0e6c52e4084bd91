package io.mmapring.benchmarks;

import java.nio.file.Path;
import java.util.Queue;

/** A queue of objects, one of which is made for each event. */
final class QueueScenario implements Scenario {

	private final String name;

	private final Queue<Quad> queue;

	QueueScenario(String name, Queue<Quad> queue) {
		this.name = name + ", each";
		this.queue = queue;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public boolean betweenProcesses() {
		return false;
	}

	@Override
	public void setUp(Path directory, boolean consumes, boolean produces) {
		// all is there
	}

	@Override
	public void produce(long from, int count) {
		for (long i = from; i < from + count; i++) {
			Quad event = Quad.of(i);
			while (!this.queue.offer(event)) {
				Thread.onSpinWait();
			}
		}
	}

	@Override
	public int consume(Checksum checksum) {
		int taken = 0;
		while (taken < LIMIT) {
			Quad event = this.queue.poll();
			if (event == null) {
				break;
			}
			event.addTo(checksum);
			taken++;
		}
		return taken;
	}

	@Override
	public void close() {
		this.queue.clear();
	}

}
