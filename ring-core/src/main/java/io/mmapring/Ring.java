package io.mmapring;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.GroupMismatchException;
import io.mmapring.error.RequiredGroupException;
import io.mmapring.error.RingClosedException;
import io.mmapring.error.RingFailedException;
import io.mmapring.error.RingInterruptedException;
import io.mmapring.error.RingOwnedException;
import io.mmapring.error.RingSequenceException;
import io.mmapring.error.TypeMismatchException;
import io.mmapring.event.EventHeader;
import io.mmapring.event.EventType;
import io.mmapring.event.RingCodec;
import io.mmapring.file.EventSize;
import io.mmapring.group.GroupSpec;
import io.mmapring.group.StartFrom;
import io.mmapring.inspect.RingSnapshot;
import io.mmapring.inspect.SlotSnapshot;

/**
 * A ring that this process has open: a file of slots, mapped by every process that uses
 * it, through which events go from producers to consumer groups in one order.
 *
 * <pre>
 * try (Ring ring = Ring.builder("orders").group("journal").open();
 *         Producer producer = ring.producer()) {
 *     producer.publish(1, 8, (payload, id) -&gt; payload.putLong(0, id), 42L);
 * }
 * </pre>
 *
 * Threads: safe for any number of threads. Processes: safe for any number of processes.
 */
public final class Ring extends RingInside implements AutoCloseable {

	Ring(Attached attached) {
		super(attached);
	}

	/**
	 * Say what a ring is to be.
	 * @param name its name: letters, digits, dot, dash, underscore, at most 64
	 * @return a builder that opens it
	 */
	public static RingBuilder builder(String name) {
		return new RingBuilder(name);
	}

	/**
	 * Name of the ring.
	 * @return the name
	 */
	public String name() {
		return this.attached.name();
	}

	/**
	 * The ring's file.
	 * @return its path
	 */
	public Path path() {
		return this.attached.file().path();
	}

	/**
	 * Identity of the ring: another one under the same name has another.
	 * @return the identity
	 */
	public UUID id() {
		return this.attached.file().header().ringId();
	}

	/**
	 * When the ring's file was made.
	 * @return the time, by the clock of the process that made it, in milliseconds
	 */
	public Instant createdAt() {
		return Instant.ofEpochMilli(this.attached.file().header().createdMs());
	}

	/**
	 * Who has made the ring's file.
	 * @return number of the process, as in its pid namespace; it may have ended since
	 */
	public long creatorPid() {
		return this.attached.file().header().creatorPid();
	}

	/**
	 * Number of slots.
	 * @return a power of two
	 */
	public int slots() {
		return this.attached.geometry().slots();
	}

	/**
	 * Size of a slot.
	 * @return the size in bytes, 16 of which are the ring's
	 */
	public int slotSizeBytes() {
		return this.attached.geometry().slotSizeBytes();
	}

	/**
	 * Most bytes of an event that one slot holds: it is written and read in place, a
	 * larger one is copied.
	 * @return the number of bytes
	 */
	public int payloadCapacityBytes() {
		return this.attached.geometry().payloadCapacityBytes();
	}

	/**
	 * Most bytes of an event: what a quarter of the slots holds.
	 * @return the number of bytes
	 */
	public int maxEventBytes() {
		return EventSize.of(this.attached.geometry()).maxBytes();
	}

	/**
	 * Headers that events have beside their payload.
	 * @return the headers, none if the ring was created without
	 */
	public Set<EventHeader> eventHeaders() {
		return SlotHeaderFields.of(this.attached.geometry().headers());
	}

	/**
	 * Room of an event for headers of the user's own.
	 * @return the number of bytes, 0 if the ring was created without
	 */
	public int userHeaderBytes() {
		return this.attached.geometry().headers().userBytes();
	}

	/**
	 * How many producers the ring has at a time.
	 * @return many or one
	 */
	public Producers producers() {
		return this.attached.geometry().singleProducer() ? Producers.SINGLE : Producers.MULTI;
	}

	/**
	 * Number of this participant in the ring.
	 * @return 1 to 255
	 */
	public int participant() {
		return this.attached.participant();
	}

	/**
	 * Have groups in the ring, without taking their events: those that it does not know
	 * join. Blocks while other processes attach or join.
	 * @param groups the groups, in any order
	 * @param startFrom where a new one starts
	 * @throws GroupMismatchException if one exists with other dependencies
	 */
	public void join(List<GroupSpec> groups, StartFrom startFrom) {
		checkUsable("ring");
		this.attached.locked(() -> {
			this.attached.join().join(groups, startFrom);
			return true;
		});
	}

	/**
	 * Start to produce with the default options.
	 * @return a producer, for one thread at a time
	 * @throws RingOwnedException if the ring is for a single producer and another one
	 * lives
	 */
	public Producer producer() {
		return producer(ProducerOptions.DEFAULT);
	}

	/**
	 * Start to produce. Blocks until the groups that the options require have consumers.
	 * @param options what to do when the ring is full, and which groups are required
	 * @return a producer, for one thread at a time
	 * @throws RequiredGroupException if one of them has none by the time-out
	 * @throws RingOwnedException if the ring is for a single producer and another one
	 * lives
	 */
	public Producer producer(ProducerOptions options) {
		checkUsable("ring");
		RequiredGroups required = options.required();
		if (!required.startTimeout().isZero()) {
			awaitConsumers(required.groups(), required.startTimeout());
		}
		return this.ends.producer(this, options);
	}

	/**
	 * Wait until each of some groups has a living consumer, in whatever process.
	 * @param groups their names
	 * @param timeout how long to wait at most; zero to look once
	 * @throws RequiredGroupException if one has none by then; names all that have none
	 * @throws RingInterruptedException if the thread is interrupted while it waits
	 * @throws RingClosedException if the ring is closed, also while waiting
	 */
	public void awaitConsumers(List<String> groups, Duration timeout) {
		try {
			RequiredWatch.await(this, this.attached, groups, timeout);
		}
		catch (InternalError ex) {
			throw explain(ex);
		}
	}

	/**
	 * Groups that have kept producers of this process waiting without moving.
	 * @param atLeast for how long at least; seen four times a second
	 * @return their names
	 */
	public List<String> heldBackBy(Duration atLeast) {
		return this.attached.stalls().holdingBack(atLeast);
	}

	/**
	 * Take the events of a group, with the default options.
	 * @param group its name
	 * @return a consumer, which owns the group until it is closed
	 * @throws RingOwnedException if a living consumer owns it
	 */
	public Consumer consumer(String group) {
		return consumer(ConsumerOptions.of(group));
	}

	/**
	 * Take the events of a group. One that the ring does not know joins it. Blocks while
	 * other processes attach or join.
	 * @param options the group, and how
	 * @return a consumer, which owns the group, or its share of it, until it is closed
	 * @throws RingOwnedException if a living consumer owns it; names process and since
	 * when; of a group with several shards if it has as many consumers as shards
	 * @throws GroupMismatchException if it exists with other dependencies or shards
	 */
	public Consumer consumer(ConsumerOptions options) {
		checkUsable("ring");
		return this.ends.consumer(this, options);
	}

	/**
	 * Stand by for a group: wait until nobody has it, or its consumer is dead, then go on
	 * at its position. Takes over within a tenth of a second of the death being certain.
	 * @param options the group, and how
	 * @return a consumer, which owns the group until it is closed
	 * @throws RingInterruptedException if the thread is interrupted while it waits
	 * @throws RingClosedException if the ring is closed, also while waiting
	 * @throws GroupMismatchException if the group exists with other dependencies
	 */
	public Consumer awaitConsumer(ConsumerOptions options) {
		return new Takeover(this, this.attached).consumer(options);
	}

	/**
	 * Stand by to produce in a ring for a single producer: wait until there is none, or
	 * it is dead. In a ring for many producers this does not wait.
	 * @param options what to do when the ring is full
	 * @return a producer, for one thread at a time
	 * @throws RingInterruptedException if the thread is interrupted while it waits
	 * @throws RingClosedException if the ring is closed, also while waiting
	 */
	public Producer awaitProducer(ProducerOptions options) {
		return new Takeover(this, this.attached).producer(options);
	}

	/**
	 * Follow the ring without a group: producers do not wait, and what they overwrite
	 * before it is seen is counted.
	 * @param options where to start
	 * @return an observer, for one thread at a time
	 * @throws RingSequenceException if it is to start above the tail
	 */
	public Observer observer(ObserverOptions options) {
		return this.ends.observer(this, options);
	}

	/**
	 * Read events by their sequences, without a group.
	 * @return a reader, for one thread at a time
	 */
	public RingReader reader() {
		return this.ends.reader(this);
	}

	/**
	 * Look at a consumer group, in whatever process its consumer is, or wait for it.
	 * @param name its name; asked for again with each call
	 * @return the group
	 */
	public RingGroup group(String name) {
		return new RingGroup(this, this.attached, name);
	}

	/**
	 * Make a type of events known to the ring, which keeps its number and layout.
	 * @param <T> the Java type
	 * @param id its number, from 1
	 * @param codec writes and reads it
	 * @return the type, to publish with
	 * @throws TypeMismatchException if the number stands for another layout
	 */
	public <T> EventType<T> register(int id, RingCodec<T> codec) {
		checkUsable("ring");
		EventType<T> type = new EventType<>(id, codec);
		this.attached.locked(() -> {
			this.attached.types().register(id, codec.name(), codec.layout(), codec::mismatch);
			return true;
		});
		return type;
	}

	/**
	 * Claims that producers of this ring object have neither published nor abandoned.
	 * Those of other processes, as far as somebody waits for them, are in the
	 * {@link #snapshot}. Does not block.
	 * @return one look at each
	 */
	public List<OpenClaim> openClaims() {
		return this.attached.heldClaims().open();
	}

	/**
	 * Look at the ring. Does not block, also not when the ring is full or a consumer
	 * hangs.
	 * @return tail, groups and participants as they are about now
	 * @throws RingFailedException if the file can no longer be used
	 */
	public RingSnapshot snapshot() {
		try {
			checkFile();
			return this.attached.inspector().snapshot();
		}
		catch (InternalError ex) {
			throw explain(ex);
		}
	}

	/**
	 * Look at what lies right below the tail, without payloads. Does not block.
	 * @param most so many at most
	 * @return events and claims as they are now, the newest first; less if they are
	 * spread over many slots
	 * @throws RingFailedException if the file can no longer be used
	 */
	public List<SlotSnapshot> newest(int most) {
		try {
			checkFile();
			return this.attached.inspector().newest(most);
		}
		catch (InternalError ex) {
			throw explain(ex);
		}
	}

	/**
	 * Why the file can no longer be used, if so: it was removed, replaced, cut or given
	 * to others, or it is damaged. Looks at the file, as this process does each second
	 * anyway.
	 * @return the reason, or {@code null}
	 */
	public @Nullable String failure() {
		return this.attached.watch().look();
	}

	/**
	 * Whether this ring was closed in this process.
	 * @return whether {@link #close} was called
	 */
	public boolean isClosed() {
		return this.attached.watch().isClosed();
	}

	/**
	 * Leave the ring. Whoever waits in it gets a {@link RingClosedException}. Waits for
	 * polls that are under way up to five seconds each; a claim that is still open then
	 * keeps this process attached until it is finished. The file stays.
	 */
	@Override
	public void close() {
		this.ends.close();
	}

}
