package io.mmapring.benchmarks.peers;

import java.nio.file.Path;
import java.util.Queue;
import java.util.function.IntFunction;

import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Quad;
import io.mmapring.benchmarks.scenario.Receiver;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.benchmarks.scenario.Sender;
import io.mmapring.benchmarks.scenario.Waiting;

/** A queue of objects, one of which is made for each event. */
public final class QueueScenario implements Scenario {

	private final String name;

	private final int producers;

	private final Queue<Quad> queue;

	/**
	 * Use a queue.
	 * @param name what it is called
	 * @param producers how many producers there are
	 * @param queue makes one of a capacity
	 */
	public QueueScenario(String name, int producers, IntFunction<Queue<Quad>> queue) {
		this.name = name + ((producers == 1) ? ", each" : ", two producers, each");
		this.producers = producers;
		this.queue = queue.apply(SLOTS);
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
	public int producers() {
		return this.producers;
	}

	@Override
	public void open(Path directory) {
		// it has been there from the start
	}

	@Override
	public Sender sender(int producer) {
		return new Side(this.queue, waiting());
	}

	@Override
	public Receiver receiver(int consumer, Checksum checksum) {
		Queue<Quad> queue = this.queue;
		return Receiver.of(() -> {
			int taken = 0;
			while (taken < LIMIT) {
				Quad event = queue.poll();
				if (event == null) {
					break;
				}
				event.addTo(checksum);
				taken++;
			}
			return taken;
		}, waiting());
	}

	@Override
	public void close() {
		this.queue.clear();
	}

	/** The side of a producer. */
	private record Side(Queue<Quad> queue, Waiting waiting) implements Sender {

		@Override
		public void send(long from, int count) {
			for (long i = from; i < from + count; i++) {
				Quad event = Quad.of(i);
				while (!this.queue.offer(event)) {
					this.waiting.idle();
				}
			}
		}

	}

}
