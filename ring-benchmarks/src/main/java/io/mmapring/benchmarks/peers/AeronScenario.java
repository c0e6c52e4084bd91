package io.mmapring.benchmarks.peers;

import java.nio.file.Path;

import io.aeron.Aeron;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FragmentHandler;
import org.agrona.CloseHelper;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Receiver;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.benchmarks.scenario.Sender;
import io.mmapring.benchmarks.scenario.Waiting;

/** Aeron over shared memory, with its driver in the consumer's process. */
public final class AeronScenario implements Scenario {

	private static final String CHANNEL = "aeron:ipc";

	private static final int STREAM = 1;

	private final boolean exclusive;

	private final int producers;

	private String directory = "";

	private @Nullable MediaDriver driver;

	private @Nullable Aeron receiving;

	private @Nullable Aeron sending;

	/**
	 * Use Aeron.
	 * @param exclusive whether the producer has its publication for itself
	 * @param producers how many producers
	 */
	public AeronScenario(boolean exclusive, int producers) {
		this.exclusive = exclusive;
		this.producers = producers;
	}

	@Override
	public String name() {
		return "Aeron IPC, %s publication%s, each".formatted(this.exclusive ? "exclusive" : "shared",
				(this.producers == 1) ? "" : ", two producers");
	}

	@Override
	public boolean betweenProcesses() {
		return true;
	}

	@Override
	public int producers() {
		return this.producers;
	}

	@Override
	public void open(Path directory) {
		this.directory = directory.resolve("aeron").toString();
	}

	@Override
	public Sender sender(int producer) {
		if (this.sending == null) {
			this.sending = connect();
		}
		Publication publication = this.exclusive ? this.sending.addExclusivePublication(CHANNEL, STREAM)
				: this.sending.addPublication(CHANNEL, STREAM);
		return new Side(publication, new BufferClaim(), waiting());
	}

	@Override
	public Receiver receiver(int consumer, Checksum checksum) {
		this.driver = MediaDriver.launch(new MediaDriver.Context().aeronDirectoryName(this.directory)
			.threadingMode(ThreadingMode.SHARED)
			.warnIfDirectoryExists(false)
			.dirDeleteOnShutdown(true));
		Aeron aeron = connect();
		this.receiving = aeron;
		Subscription subscription = aeron.addSubscription(CHANNEL, STREAM);
		FragmentHandler handler = (bytes, at, length, header) -> checksum.add(bytes.getLong(at), bytes.getLong(at + 8),
				bytes.getLong(at + 16), bytes.getLong(at + 24));
		return Receiver.of(() -> subscription.poll(handler, LIMIT), waiting());
	}

	private Aeron connect() {
		return Aeron.connect(new Aeron.Context().aeronDirectoryName(this.directory));
	}

	@Override
	public void close() {
		CloseHelper.closeAll(this.sending, this.receiving, this.driver);
	}

	/** The side of a producer. */
	private record Side(Publication publication, BufferClaim claim, Waiting waiting) implements Sender {

		@Override
		public void send(long from, int count) {
			BufferClaim claim = this.claim;
			for (long i = from; i < from + count; i++) {
				while (this.publication.tryClaim(LENGTH, claim) < 0) {
					this.waiting.idle();
				}
				MutableDirectBuffer bytes = claim.buffer();
				int at = claim.offset();
				bytes.putLong(at, i);
				bytes.putLong(at + 8, Checksum.second(i));
				bytes.putLong(at + 16, Checksum.third(i));
				bytes.putLong(at + 24, Checksum.fourth(i));
				claim.commit();
			}
		}

	}

}
