package io.mmapring.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

import io.mmapring.Claim;
import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.FaultRing;
import io.mmapring.Producer;
import io.mmapring.ProducerOptions;
import io.mmapring.Ring;
import io.mmapring.StorePosition;
import io.mmapring.codec.RingCodecs;
import io.mmapring.file.AdminLock;
import io.mmapring.file.RingFile;
import io.mmapring.file.RingFileSpec;
import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingLayout;
import io.mmapring.group.GroupSpec;
import io.mmapring.group.StartFrom;

/**
 * The process that is killed or stopped: it waits for its case, prepares itself, and when
 * it is told to go does what leads to the case's point.
 */
public final class FaultMain {

	static final long VALUES = 1L << 32;

	static final int WAITED_FOR = 5;

	/** Of one slot, in bytes: six times the same value. */
	private static final int PAYLOAD = 48;

	private final Path directory;

	private final FaultCase fault;

	private final CountDownLatch go = new CountDownLatch(1);

	private final CountDownLatch goOn = new CountDownLatch(1);

	private final RingGeometry geometry;

	private final FaultTrigger trigger;

	private volatile boolean stopped;

	private @Nullable Ring ring;

	private @Nullable Producer producer;

	private @Nullable Consumer consumer;

	private long next;

	private int taken;

	private FaultMain(Path directory, FaultCase fault) {
		this.directory = directory;
		this.fault = fault;
		this.geometry = new RingGeometry(FaultCase.SLOTS, FaultSurvivors.SLOT_SIZE, false, false,
				RingGeometry.DEFAULT_MAX_GROUPS, RingGeometry.DEFAULT_MAX_SHARDS, RingGeometry.DEFAULT_MAX_TYPES);
		this.trigger = new FaultTrigger(new RingLayout(this.geometry), fault, this.goOn);
	}

	public static void main(String[] args) throws Exception {
		System.out.println("ready");
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		FaultMain main = new FaultMain(Path.of(in.readLine()), FaultCase.parse(in.readLine()));
		Thread listener = new Thread(() -> main.listen(in), "listener");
		listener.setDaemon(true);
		listener.start();
		main.prepare();
		System.out.println("prepared");
		main.go.await();
		main.trigger.arm();
		main.act();
		if (main.ring != null) {
			main.ring.close();
		}
		System.out.println("done");
	}

	private void listen(BufferedReader in) {
		try {
			for (String line = in.readLine(); line != null; line = in.readLine()) {
				switch (line) {
					case "go" -> this.go.countDown();
					case "go on" -> this.goOn.countDown();
					case "stop" -> this.stopped = true;
					default -> System.out.println("what is " + line + "?");
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void prepare() throws Exception {
		switch (this.fault.point().role) {
			case ATTACH, SWEEP, CLEAN, CREATE -> {
				return;
			}
			default -> this.ring = open();
		}
		switch (this.fault.point().role) {
			case PRODUCE, PRODUCE_ALONE, ABANDON, NAME, JOIN, OVERWRITE, GIVE_RIGHT -> this.producer = producer();
			case WAIT -> {
				this.producer = producer();
				publish(FaultCase.SLOTS);
			}
			case CONSUME, REPAIR, GIVE -> this.consumer = this.ring.consumer(options());
			default -> {
			}
		}
		if (this.producer != null && this.fault.point().role != FaultPoint.Role.OVERWRITE) {
			publish(this.fault.form().before);
		}
	}

	private void act() throws Exception {
		int slots = this.fault.form().slots;
		switch (this.fault.point().role) {
			case PRODUCE, PRODUCE_ALONE -> claimed(slots).publish();
			case ABANDON -> claimed(slots).abandon();
			case NAME -> publish(1);
			case WAIT -> claimed(WAITED_FOR).publish();
			case CONSUME, REPAIR -> consume();
			case ATTACH, SWEEP, CLEAN -> this.ring = open();
			case DETACH -> this.ring.close();
			case JOIN -> this.ring.join(List.of(new GroupSpec(FaultSurvivors.LATE, List.of())), StartFrom.EARLIEST);
			case OVERWRITE -> publish(3 * FaultCase.SLOTS);
			case LEASE -> this.consumer = this.ring.consumer(options());
			case GIVE -> this.consumer.close();
			case TAKE_RIGHT -> this.producer = producer();
			case GIVE_RIGHT -> this.producer.close();
			case REGISTER -> this.ring.register(7, RingCodecs.text());
			case ADMIN -> AdminLock.with(this.directory.resolve(FaultSurvivors.RING), () -> {
				this.trigger.at(FaultPoint.ADMIN_LOCK_HELD);
				return true;
			});
			case CREATE -> create();
		}
	}

	private void create() {
		RingFile file = RingFile.create(RingFileSpec.of(this.directory, FaultSurvivors.RING), this.geometry,
				(memory) -> this.trigger.at(FaultPoint.FILE_BUILT));
		this.trigger.at(FaultPoint.FILE_LINKED);
		System.out.println("created " + file.path());
	}

	private Ring open() throws IOException {
		return FaultRing.open(Ring.builder(FaultSurvivors.RING).directory(this.directory), this.trigger);
	}

	private Producer producer() {
		return this.ring.producer(ProducerOptions.DEFAULT.withBlockTimeout(Duration.ofMinutes(2)));
	}

	private ConsumerOptions options() {
		return ConsumerOptions.of(FaultSurvivors.FIRST)
			.withStorePosition(this.fault.storesEach() ? StorePosition.EACH_EVENT : StorePosition.EACH_BATCH);
	}

	private void publish(int events) {
		for (int i = 0; i < events; i++) {
			this.producer.publish(1, Long.BYTES, (payload, value) -> payload.putLong(0, value), VALUES + this.next);
			this.next++;
		}
	}

	private Claim claimed(int slots) {
		Claim claim = this.producer.claim(slots);
		int events = (slots == this.fault.form().slots) ? this.fault.form().events : slots;
		int length = (slots / events) * PAYLOAD;
		for (int i = 0; i < events; i++) {
			MutableDirectBuffer payload = claim.next(1, length);
			for (int at = 0; at < length; at += Long.BYTES) {
				if (at == length / 2) {
					this.trigger.at(FaultPoint.FILLING);
					this.trigger.at(FaultPoint.ALONE_FILLING);
				}
				payload.putLong(at, VALUES + this.next);
			}
			this.next++;
		}
		return claim;
	}

	private void consume() throws Exception {
		EventLog log = EventLog.create(this.directory.resolve(FaultSurvivors.VICTIMS_LOG));
		int wanted = (this.fault.point().role == FaultPoint.Role.CONSUME)
				? this.fault.form().before + this.fault.form().slots : Integer.MAX_VALUE;
		while (this.taken < wanted && !this.stopped) {
			this.consumer.poll((event, sequence, endOfBatch) -> {
				this.trigger.at(FaultPoint.BEFORE_HANDLER);
				log.add(sequence, event.payload().getLong(0));
				this.taken++;
				this.trigger.at(FaultPoint.AFTER_HANDLER);
			}, FaultCase.SLOTS);
		}
	}

}
