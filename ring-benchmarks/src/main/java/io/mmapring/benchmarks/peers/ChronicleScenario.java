package io.mmapring.benchmarks.peers;

import java.nio.file.Path;
import java.util.Objects;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.jspecify.annotations.Nullable;

import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Receiver;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.benchmarks.scenario.Sender;

/**
 * Chronicle Queue: a journal that keeps all events, so that its producer never waits, and
 * that each run leaves as long as its events.
 */
public final class ChronicleScenario implements Scenario {

	private @Nullable ChronicleQueue queue;

	/** Opens nothing yet. */
	public ChronicleScenario() {
		// its files are made when it is opened
	}

	@Override
	public String name() {
		return "Chronicle Queue, each";
	}

	@Override
	public boolean betweenProcesses() {
		return true;
	}

	@Override
	public void open(Path directory) {
		this.queue = SingleChronicleQueueBuilder.binary(directory.resolve("chronicle")).build();
	}

	@Override
	public Sender sender(int producer) {
		ExcerptAppender appender = Objects.requireNonNull(this.queue).createAppender();
		// made here, used by the producer's thread only
		appender.singleThreadedCheckDisabled(true);
		return (from, count) -> {
			for (long i = from; i < from + count; i++) {
				try (DocumentContext event = appender.writingDocument()) {
					Bytes<?> bytes = Objects.requireNonNull(event.wire()).bytes();
					bytes.writeLong(i);
					bytes.writeLong(Checksum.second(i));
					bytes.writeLong(Checksum.third(i));
					bytes.writeLong(Checksum.fourth(i));
				}
			}
		};
	}

	@Override
	public Receiver receiver(int consumer, Checksum checksum) {
		ExcerptTailer tailer = Objects.requireNonNull(this.queue).createTailer();
		// made here, used by the consumer's thread only
		tailer.singleThreadedCheckDisabled(true);
		return Receiver.of(() -> {
			int taken = 0;
			while (taken < LIMIT) {
				try (DocumentContext event = tailer.readingDocument()) {
					if (!event.isPresent()) {
						break;
					}
					Bytes<?> bytes = Objects.requireNonNull(event.wire()).bytes();
					checksum.add(bytes.readLong(), bytes.readLong(), bytes.readLong(), bytes.readLong());
					taken++;
				}
			}
			return taken;
		}, waiting());
	}

	@Override
	public void close() {
		if (this.queue != null) {
			this.queue.close();
		}
	}

}
