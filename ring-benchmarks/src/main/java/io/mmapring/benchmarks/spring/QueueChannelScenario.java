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

/** Spring Integration's channel over a queue. */
public final class QueueChannelScenario implements Scenario {

	/** It waits by blocking: it is slower if both sides ask again and again. */
	private static final long WAIT_MS = 10;

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
		return (from, count) -> {
			for (long i = from; i < from + count; i++) {
				this.channel.send(new GenericMessage<>(Quad.of(i)));
			}
		};
	}

	@Override
	public Receiver receiver(int consumer, Checksum checksum) {
		return Receiver.of(() -> {
			int taken = 0;
			while (taken < LIMIT) {
				Message<?> message = this.channel.receive(WAIT_MS);
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
