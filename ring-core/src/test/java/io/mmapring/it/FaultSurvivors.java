package io.mmapring.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mmapring.Await;
import io.mmapring.Consumer;
import io.mmapring.ConsumerOptions;
import io.mmapring.Producer;
import io.mmapring.Producers;
import io.mmapring.Ring;
import io.mmapring.RingBuilder;
import io.mmapring.WhenNoGroups;
import io.mmapring.error.RingOwnedException;
import io.mmapring.event.EventHandler;
import io.mmapring.it.EventLog.Entry;
import io.mmapring.it.FaultPoint.Role;

/**
 * Those who go on: a producer and two groups, one behind the other, in this process. What
 * the victim has they take when it is dead, or has let go.
 */
final class FaultSurvivors implements AutoCloseable {

	static final String RING = "fault";

	static final String FIRST = "risk";

	static final String LATE = "late";

	static final String VICTIMS_LOG = "taken";

	static final int SLOT_SIZE = 64;

	static final long VALUES = 2L << 32;

	private static final String SECOND = "journal";

	/** More than three laps. */
	private static final int GO_ON = 3 * FaultCase.SLOTS + 7;

	private static final Duration SOON = Duration.ofSeconds(20);

	final List<Entry> first = new ArrayList<>();

	final List<Entry> second = new ArrayList<>();

	final List<Entry> late = new ArrayList<>();

	private final Path directory;

	private final Role role;

	private @Nullable Ring ring;

	private @Nullable Producer producer;

	private @Nullable Consumer firstConsumer;

	private @Nullable Consumer secondConsumer;

	/** Of the group that the victim has joined. */
	private @Nullable Consumer lateConsumer;

	/** Events published, or claimed. */
	private long published;

	private boolean claimOpen;

	private long wanted;

	FaultSurvivors(Path directory, Role role) {
		this.directory = directory;
		this.role = role;
	}

	/** Open the ring, and take what the victim is not to have. */
	void open() {
		this.ring = builder().open();
		if (!this.role.isAlone()) {
			this.producer = this.ring.producer();
		}
		if (this.role != Role.OVERWRITE) {
			this.secondConsumer = this.ring.consumer(ConsumerOptions.of(SECOND).withAfter(FIRST));
			if (!this.role.hasGroup()) {
				this.firstConsumer = this.ring.consumer(FIRST);
			}
		}
	}

	boolean isOpen() {
		return this.ring != null;
	}

	Ring ring() {
		return this.ring;
	}

	long published() {
		return this.published;
	}

	/** What the victim is to name. */
	void claimOne() {
		if (this.producer.tryClaim(1) < 0) {
			throw new AssertionError("no room: " + this.ring.snapshot());
		}
		this.published++;
		this.wanted++;
		this.claimOpen = true;
	}

	void publishUpTo(long wanted) {
		this.wanted = wanted;
	}

	/** Publish what there is room for, and take what there is. */
	void pump() throws Exception {
		if (this.producer != null && !this.claimOpen && this.published < this.wanted && this.producer.tryPublish(1,
				Long.BYTES, (payload, value) -> payload.putLong(0, value), VALUES + this.published) >= 0) {
			this.published++;
		}
		take();
	}

	void take() throws Exception {
		if (this.firstConsumer != null) {
			this.firstConsumer.poll(into(this.first), FaultCase.SLOTS);
		}
		if (this.lateConsumer != null) {
			this.lateConsumer.poll(into(this.late), FaultCase.SLOTS);
		}
		if (this.secondConsumer != null) {
			this.secondConsumer.poll(into(this.second), FaultCase.SLOTS);
		}
	}

	private static EventHandler into(List<Entry> list) {
		return (event, sequence, endOfBatch) -> {
			long value = event.payload().getLong(0);
			for (int at = 0; at < event.length(); at += Long.BYTES) {
				if (event.payload().getLong(at) != value) {
					throw new IllegalStateException("torn at sequence " + sequence + ", byte " + at);
				}
			}
			list.add(new Entry(sequence, value));
		};
	}

	/**
	 * Go on without the victim for more than three laps, until nothing is left to be
	 * taken.
	 */
	void goOn() {
		if (!isOpen()) {
			open();
		}
		if (this.claimOpen) {
			this.producer.claimed().next(1, Long.BYTES).putLong(0, VALUES + this.published - 1);
			this.producer.claimed().publish();
			this.claimOpen = false;
		}
		this.wanted = this.published + GO_ON;
		if (this.role == Role.OVERWRITE) {
			Await.until(SOON, () -> pumped() && this.published == this.wanted, this::picture);
			this.secondConsumer = this.ring.consumer(LATE);
		}
		Await.until(SOON, () -> {
			takeWhatIsFree();
			pumped();
			return !this.second.isEmpty() && last() == VALUES + this.wanted - 1;
		}, this::picture);
	}

	private long last() {
		return this.second.get(this.second.size() - 1).value();
	}

	private boolean pumped() {
		try {
			pump();
			return true;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void takeWhatIsFree() {
		try {
			if (this.producer == null) {
				this.producer = this.ring.producer();
			}
			if (this.firstConsumer == null && this.role != Role.OVERWRITE) {
				this.firstConsumer = this.ring.consumer(FIRST);
			}
			if (this.role == Role.JOIN && this.lateConsumer == null && isLateThere()) {
				this.lateConsumer = this.ring.consumer(LATE);
			}
		}
		catch (RingOwnedException ex) {
			// not yet certain that it is dead: looked at again
			Thread.onSpinWait();
		}
	}

	/** A group that nobody serves would fill the ring. */
	private boolean isLateThere() {
		return this.ring.snapshot().group(LATE).filter((late) -> late.state().startsWith("LIVE")).isPresent();
	}

	private String picture() {
		return this.ring.snapshot() + ", taken " + this.first.size() + " and " + this.second.size() + ", last "
				+ (this.second.isEmpty() ? "none" : last());
	}

	private RingBuilder builder() {
		RingBuilder builder = Ring.builder(RING).directory(this.directory).slots(FaultCase.SLOTS);
		builder.slotSizeBytes(SLOT_SIZE).producers(this.role.isAlone() ? Producers.SINGLE : Producers.MULTI);
		if (this.role == Role.OVERWRITE) {
			return builder.whenNoGroups(WhenNoGroups.OVERWRITE);
		}
		return builder.group(FIRST).group(SECOND, FIRST);
	}

	@Override
	public void close() {
		if (this.ring != null) {
			this.ring.close();
			this.ring = null;
			this.producer = null;
			this.firstConsumer = null;
			this.secondConsumer = null;
		}
	}

}
