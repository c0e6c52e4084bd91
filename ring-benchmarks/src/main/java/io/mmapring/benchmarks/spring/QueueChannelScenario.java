package io.mmapring.benchmarks.spring;

import java.nio.file.Path;

import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Quad;
import io.mmapring.benchmarks.scenario.Receiver;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.benchmarks.scenario.Sender;
import io.mmapring.benchmarks.scenario.Waiting;

/** Spring Integration's channel over a queue. */
public final class QueueChannelScenario implements Scenario {

	private final QueueChannel channel = new QueueChannel(SLOTS);

	/** Opens nothing. */
	public QueueChannelScenario() {
		// the channel is there from the start
	}

	@Override
	public String name() {
		return "Spring Integration QueueChannel, each";
	}

	@Override
	public boolean betweenProcesses() {
		return false;
	}

	@Override
	public void open(Path directory) {
		// the channel is there from the start
	}

	@Override
	public Sender sender(int producer) {
		Waiting waiting = waiting();
		return (from, count) -> {
			for (long i = from; i < from + count; i++) {
				Message<Quad> message = new GenericMessage<>(Quad.of(i));
				while (!this.channel.send(message, 0)) {
					waiting.idle();
				}
			}
		};
	}

	@Override
	public Receiver receiver(int consumer, Checksum checksum) {
		return Receiver.of(() -> {
			int taken = 0;
			while (taken < LIMIT) {
				Message<?> message = this.channel.receive(0);
				if (message == null) {
					break;
				}
				((Quad) message.getPayload()).addTo(checksum);
				taken++;
			}
			return taken;
		}, waiting());
	}

	@Override
	public void close() {
		this.channel.clear();
	}

}
