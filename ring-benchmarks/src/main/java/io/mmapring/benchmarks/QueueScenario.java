package io.mmapring.benchmarks;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/** A queue of objects, one of which is made for each event. */
final class QueueScenario implements Scenario {

	private final String name;

	private final Queue<Quad> queue;

	private @Nullable Checksum checksum;

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
	public void setUp(Path directory, boolean consumes, boolean produces, Checksum checksum) {
		this.checksum = checksum;
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
	public int consume() {
		Checksum checksum = Objects.requireNonNull(this.checksum);
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
