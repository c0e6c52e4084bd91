package io.mmapring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingFailedException;
import io.mmapring.error.RingOwnedException;
import io.mmapring.event.ShardKey;
import io.mmapring.file.EventSize;
import io.mmapring.file.LateFault;
import io.mmapring.file.RingFile;
import io.mmapring.file.RingLayout;
import io.mmapring.group.GroupInfo;
import io.mmapring.group.GroupTable;
import io.mmapring.process.HeldLock;
import io.mmapring.process.LockKeeper;
import io.mmapring.process.Registration;
import io.mmapring.sequence.Barrier;
import io.mmapring.sequence.Claims;
import io.mmapring.sequence.Membership;
import io.mmapring.sequence.ShardSet;
import io.mmapring.sequence.SlotCopy;
import io.mmapring.sequence.SlotEvent;
import io.mmapring.sequence.SlotLook;
import io.mmapring.sequence.SlotObserver;
import io.mmapring.sequence.SlotReader;
import io.mmapring.wait.Awaited;

/**
 * The producers and consumers that this process has on a ring, and how they are closed
 * with it.
 */
final class OpenEnds {

	private static final Logger LOGGER = System.getLogger(OpenEnds.class.getName());

	private static final Duration SAMPLE_PERIOD = Duration.ofMillis(250);

	private static final Duration WATCH_PERIOD = Duration.ofSeconds(1);

	private static final long CLOSE_WAIT_NS = TimeUnit.SECONDS.toNanos(5);

	private static final long CLOSE_LOOK_NS = TimeUnit.MICROSECONDS.toNanos(200);

	private final Attached attached;

	private final List<Consumer> consumers = new ArrayList<>();

	private final List<Registration> upkeep;

	/** What the single producer holds. */
	private @Nullable HeldClaim soleProducer;

	private @Nullable HeldLock producerLock;

	private boolean detached;

	OpenEnds(Attached attached) {
		this.attached = attached;
		this.upkeep = List.of(LockKeeper.every(SAMPLE_PERIOD, this::sample),
				LockKeeper.every(WATCH_PERIOD, this::lookAfter));
	}

	Producer producer(Ring ring, ProducerOptions options) {
		return this.attached.locked(() -> {
			ring.checkUsable("ring");
			HeldLock lock = this.attached.geometry().singleProducer() ? this.attached.leases().takeProducer() : null;
			RingFile file = this.attached.file();
			int me = this.attached.participant();
			Claims claims = Claims.of(file.memory(), file.layout(), this.attached.geometry(), me,
					this.attached.groups(), this.attached.repair(), this.attached.doorbell().bell(Awaited.EVENTS));
			FullRing fullRing = new FullRing(ring, this.attached, options);
			Producer producer = new Producer(ring, claims, EventSize.of(this.attached.geometry()), options, fullRing);
			this.attached.heldClaims().add(producer.claimer());
			if (lock != null) {
				synchronized (this) {
					this.producerLock = lock;
					this.soleProducer = producer.claimer().held();
				}
			}
			return producer;
		});
	}

	Consumer consumer(Ring ring, ConsumerOptions options) {
		return this.attached.locked(() -> {
			ring.checkUsable("ring");
			GroupTable groups = this.attached.groups();
			this.attached.join().join(List.of(options.group()), options.startFrom());
			int group = groups.find(options.group().name());
			if (group < 0) {
				throw stillEvicted(ring, options.group().name());
			}
			Consumer consumer = (options.shardKey() != null && options.group().shards() > 1)
					? shared(ring, group, options, options.shardKey()) : exclusive(ring, group, options);
			synchronized (this) {
				this.consumers.removeIf(Consumer::isClosed);
				this.consumers.add(consumer);
			}
			return consumer;
		});
	}

	private @Nullable Membership membership(String ring, int group) {
		return this.attached.isEvicting()
				? new Membership(ring, this.attached.file().memory(), this.attached.groups(), group) : null;
	}

	private RingOwnedException stillEvicted(Ring ring, String name) {
		GroupTable groups = this.attached.groups();
		int group = groups.findEntry(name);
		int owner = groups.info(group)
			.shards()
			.stream()
			.mapToInt(GroupInfo.Shard::owner)
			.filter((holder) -> holder != 0)
			.findFirst()
			.orElse(0);
		return new RingOwnedException(ring.name(), "group '" + name + "', which was evicted,", (owner != 0)
				? this.attached.participants().info(owner).toString() : "a consumer that is on its way out");
	}

	private Consumer exclusive(Ring ring, int group, ConsumerOptions options) {
		HeldLock lock = this.attached.leases().takeGroup(group);
		return consumer(ring, group, options, null, 0, () -> giveGroup(group, lock));
	}

	private Consumer shared(Ring ring, int group, ConsumerOptions options, ShardKey key) {
		RingFile file = this.attached.file();
		int shards = options.group().shards();
		ShardSet set = new ShardSet(file.memory(), file.layout(), group, shards, key, event(ring, group, options));
		ShardKeeper keeper = new ShardKeeper(this.attached, group, shards, set);
		Consumer consumer = consumer(ring, group, options, set, keeper.member(), keeper::leave);
		keeper.start(consumer);
		return consumer;
	}

	private Consumer consumer(Ring ring, int group, ConsumerOptions options, @Nullable ShardSet shards, int member,
			Runnable release) {
		SlotReader reader = reader(ring, group, options, shards);
		return new Consumer(ring, group, options, reader, member, release, new Seeking(this.attached, group, reader),
				new Idling(options.waitStrategy(), this.attached.doorbell(), reader::isBehind, reader::waited));
	}

	private SlotReader reader(Ring ring, int group, ConsumerOptions options, @Nullable ShardSet shards) {
		RingFile file = this.attached.file();
		return new SlotReader(ring.name(), options.group().name(), file.memory(), file.layout(),
				file.layout().shard(group, 0) + RingLayout.SHARD_POSITION,
				new Barrier(file.memory(), file.layout(), this.attached.groups(), group, this.attached.isEvicting()),
				this.attached.repair(), event(ring, group, options), shards,
				this.attached.doorbell().bell(Awaited.POSITIONS));
	}

	/** It holds nothing in the file, so that it need not be closed with the ring. */
	Observer observer(Ring ring, ObserverOptions options) {
		ring.checkUsable("ring");
		try {
			RingFile file = this.attached.file();
			SlotObserver observer = new SlotObserver(file.memory(), file.layout(), this.attached.repair(),
					event(ring, "an observer"), event(ring, "an observer"));
			return new Observer(ring, options, observer,
					new Idling(options.waitStrategy(), this.attached.doorbell(), () -> false, observer::waited));
		}
		catch (InternalError ex) {
			throw this.attached.watch().explain(ex);
		}
	}

	RingReader reader(Ring ring) {
		ring.checkUsable("ring");
		RingFile file = this.attached.file();
		return new RingReader(ring, new SlotCopy(new SlotLook(file.memory(), file.layout()), event(ring, "a reader")));
	}

	private SlotEvent event(Ring ring, String reader) {
		RingFile file = this.attached.file();
		return new SlotEvent(ring.name(), reader, file.memory(), file.layout(), EventSize.of(this.attached.geometry()));
	}

	private SlotEvent event(Ring ring, int group, ConsumerOptions options) {
		RingFile file = this.attached.file();
		return new SlotEvent(ring.name(), options.group().name(), file.memory(), file.layout(),
				EventSize.of(this.attached.geometry()), membership(ring.name(), group));
	}

	void closed(HeldClaim held) {
		this.attached.heldClaims().remove(held);
		HeldLock lock;
		synchronized (this) {
			lock = (this.soleProducer == held) ? this.producerLock : null;
			if (lock != null) {
				this.soleProducer = null;
				this.producerLock = null;
			}
		}
		if (lock != null) {
			this.attached.letGo(() -> this.attached.leases().giveProducer(lock), lock::release);
		}
	}

	/**
	 * Close everything, then let go of the participant's number. A producer reads the
	 * mark after it has said that it is busy, both without a fence, so that publishing
	 * costs none. The safepoint between our store and our look makes up for it: at it
	 * each thread has either said so, or will read the mark.
	 */
	void close() {
		if (this.attached.watch().isClosed()) {
			return;
		}
		this.attached.watch().markClosed();
		Thread.getAllStackTraces();
		this.upkeep.get(0).cancel();
		for (Consumer consumer : consumers()) {
			consumer.close();
		}
		long startNs = System.nanoTime();
		while (!detachIfIdle()) {
			if (System.nanoTime() - startNs > CLOSE_WAIT_NS) {
				LOGGER.log(Level.WARNING,
						"ring ''{0}'': an open claim or a running handler keeps participant {1} attached until it is finished",
						this.attached.name(), this.attached.participant());
				return;
			}
			LockSupport.parkNanos(CLOSE_LOOK_NS);
		}
	}

	private synchronized List<Consumer> consumers() {
		return List.copyOf(this.consumers);
	}

	private void sample() {
		if (!this.attached.isUnusable()) {
			orFail(this.attached::sample);
			this.attached.heldClaims().sample();
		}
	}

	private void lookAfter() {
		if (this.attached.watch().isClosed()) {
			detachIfIdle();
		}
		else {
			this.attached.watch().lookPeriodically();
			if (!this.attached.isUnusable()) {
				orFail(this.attached::sweepDead);
				orFail(this.attached::evictStalled);
				orFail(this.attached::lookAtDoorbells);
				tidy();
			}
		}
	}

	/** Give up the claims, and the right to produce, that nobody can give back. */
	private void tidy() {
		this.attached.heldClaims().tidy().forEach(this::closed);
	}

	/** What goes on by itself has nobody to tell: the watch keeps it and logs it. */
	private void orFail(Runnable task) {
		try {
			task.run();
			// the next ring that this thread looks after has nothing to do with it
			LateFault.deliver();
		}
		catch (InternalError ex) {
			this.attached.watch().explain(ex);
		}
		catch (RingFailedException ex) {
			this.attached.watch().look();
		}
	}

	private boolean detachIfIdle() {
		tidy();
		HeldLock lock;
		synchronized (this) {
			// a claim in a file that is gone cannot be finished
			boolean finish = this.attached.watch().mayTouch();
			if ((finish && this.attached.heldClaims().anyBusy())
					|| !this.consumers.stream().allMatch(Consumer::isClosed)) {
				return false;
			}
			if (this.detached) {
				return true;
			}
			this.detached = true;
			lock = this.producerLock;
		}
		// outside the monitor: others take it while they hold the admin lock
		this.upkeep.get(1).cancel();
		this.attached.detach();
		if (lock != null) {
			lock.release();
		}
		return true;
	}

	private void giveGroup(int group, HeldLock lock) {
		this.attached.letGo(() -> this.attached.leases().giveGroup(group, lock), lock::release);
	}

}
