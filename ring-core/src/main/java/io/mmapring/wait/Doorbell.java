package io.mmapring.wait;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;

/**
 * How a participant blocks until something happens in the ring, and wakes others who do.
 * One who blocks says so in the file; one who publishes, or moves a position, looks there
 * at one word, and rings. Within the participant that is a call; to reach another one a
 * byte goes through a socket in the ring's directory.
 * <p>
 * Of those who block here one at a time listens at the socket, so that a byte from
 * another process wakes the very thread that waits for it; it wakes the others.
 * <p>
 * Assumes: nothing about who publishes; it may be killed at any step. Guarantees: who
 * blocks looks again within a bound, whatever was not rung. Progress: who rings waits for
 * nobody who sleeps. Source: the model {@code waiting} of the protocol's specification;
 * the change of the listener is after the leader and followers of Schmidt et al. 2000.
 * <p>
 * Threads: safe for any number of threads. Processes: safe for any number of processes.
 */
public final class Doorbell {

	private static final Logger LOGGER = System.getLogger(Doorbell.class.getName());

	private static final int WORDS = (RingLayout.MAX_PARTICIPANTS + 1) / Long.SIZE;

	private final String ring;

	private final Path directory;

	private final RingMemory memory;

	private final int me;

	/** Whose turn it is to listen at the socket. */
	private final AtomicReference<@Nullable Waiter> listener = new AtomicReference<>();

	private final AtomicReferenceArray<@Nullable FarBell> others = new AtomicReferenceArray<>(
			RingLayout.MAX_PARTICIPANTS + 1);

	/** Replaced as a whole, under the monitor. */
	private volatile Waiter[] waiters = new Waiter[0];

	private volatile @Nullable Ear ear;

	private boolean opened;

	private boolean closed;

	/**
	 * Make the doorbell of a participant. Opens nothing yet.
	 * @param ring name of the ring, for messages
	 * @param directory the ring's directory
	 * @param memory the ring's memory
	 * @param me the participant
	 */
	public Doorbell(String ring, Path directory, RingMemory memory, int me) {
		this.ring = ring;
		this.directory = directory;
		this.memory = memory;
		this.me = me;
	}

	static Path file(Path directory, int participant) {
		return directory.resolve("p-%03d.bell".formatted(participant));
	}

	/**
	 * The bell for those who wait for something. To be rung when the word
	 * {@link Awaited#flag()} is seen to be set.
	 * @param what what they wait for
	 * @return the bell
	 */
	public Bell bell(Awaited what) {
		return () -> ring(what);
	}

	/**
	 * Begin to have a waiter for a consumer. Opens the socket if it is the first one; if
	 * that fails this is logged, and who blocks looks again more often.
	 * @param positions whether it waits for positions now, not for events
	 * @param waited told in the waiting thread that it has waited
	 * @return the waiter, for one thread at a time
	 */
	public Waiter consumer(BooleanSupplier positions, Runnable waited) {
		return add(new Waiter(this, positions, waited, true));
	}

	/**
	 * The same for a producer that waits for room.
	 * @return the waiter, for one thread at a time
	 */
	public Waiter producer() {
		return waiter(Awaited.POSITIONS);
	}

	/**
	 * The same for one that waits for something with a time-out of its own: it never
	 * blocks for longer than the short bound at a time.
	 * @param what what it waits for
	 * @return the waiter, for one thread at a time
	 */
	public Waiter waiter(Awaited what) {
		return add(new Waiter(this, () -> what == Awaited.POSITIONS, () -> {
		}, false));
	}

	private Waiter add(Waiter waiter) {
		synchronized (this) {
			open();
			this.waiters = Stream.concat(Stream.of(this.waiters), Stream.of(waiter)).toArray(Waiter[]::new);
		}
		return waiter;
	}

	synchronized void remove(Waiter waiter) {
		this.waiters = Stream.of(this.waiters).filter((other) -> other != waiter).toArray(Waiter[]::new);
	}

	private void open() {
		if (this.opened || this.closed) {
			return;
		}
		this.opened = true;
		Path file = file(this.directory, this.me);
		try {
			this.ear = Ear.open(file);
		}
		catch (IOException | RuntimeException ex) {
			LOGGER.log(Level.WARNING,
					"ring ''{0}'': doorbell={1} (expected: a socket, with a path below 108 bytes): {2}; "
							+ "other processes cannot wake who blocks here: it looks again every 10 ms",
					this.ring, file, ex);
		}
	}

	/** Say in the file that somebody here waits. */
	void arm(Awaited what) {
		int offset = what.waiters + (this.me >>> 6) * Long.BYTES;
		long mine = 1L << this.me;
		while (true) {
			long bits = this.memory.longAcquire(offset);
			if ((bits & mine) != 0 || this.memory.longCompareAndSet(offset, bits, bits | mine)) {
				break;
			}
		}
		if (this.memory.longOpaque(what.flag) == 0) {
			// release: who takes it finds the bit; pairs with the compare-and-set in ring
			this.memory.longRelease(what.flag, 1);
		}
		// full: the look that follows must not come before the word is visible; pairs
		// with nothing, since who publishes has no fence: hence the bound
		this.memory.fullFence();
	}

	/** Whether what was said is still there, so that nobody has rung since. */
	boolean isArmed(Awaited what) {
		return this.memory.longOpaque(what.flag) != 0
				&& (this.memory.longOpaque(what.waiters + (this.me >>> 6) * Long.BYTES) & (1L << this.me)) != 0;
	}

	boolean hasEar() {
		return this.ear != null;
	}

	private void ring(Awaited what) {
		long flag = this.memory.longOpaque(what.flag);
		// full: one rings for all that wait now; the bits are read behind it
		if (flag == 0 || !this.memory.longCompareAndSet(what.flag, flag, 0)) {
			return;
		}
		for (int word = 0; word < WORDS; word++) {
			ring(what, word, take(what.waiters + word * Long.BYTES));
		}
	}

	private long take(int offset) {
		long bits = this.memory.longAcquire(offset);
		while (bits != 0 && !this.memory.longCompareAndSet(offset, bits, 0)) {
			bits = this.memory.longAcquire(offset);
		}
		return bits;
	}

	private void ring(Awaited what, int word, long bits) {
		for (long rest = bits; rest != 0; rest &= rest - 1) {
			int participant = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
			if (participant == this.me) {
				wake(what.sound, null);
			}
			else {
				other(participant).ring(what.sound);
			}
		}
	}

	private FarBell other(int participant) {
		FarBell other = this.others.get(participant);
		if (other == null) {
			this.others.compareAndSet(participant, null, new FarBell(file(this.directory, participant)));
			other = Objects.requireNonNull(this.others.get(participant));
		}
		return other;
	}

	/**
	 * Wake who waits here for something.
	 * @param sounds what was heard
	 * @param but who knows already, or {@code null}
	 */
	private void wake(int sounds, @Nullable Waiter but) {
		for (Waiter waiter : this.waiters) {
			if (waiter != but && waiter.awaits(sounds)) {
				waiter.wakeUp();
			}
		}
	}

	/** Have everybody look again who waits here. */
	public void wakeAll() {
		for (Waiter waiter : this.waiters) {
			waiter.wakeUp();
		}
	}

	/**
	 * Listen at the socket, if nobody else does.
	 * @return whether it listened
	 */
	boolean listen(Waiter waiter, long ns) {
		Ear ear = this.ear;
		if (ear == null || this.listener.get() != null || !this.listener.compareAndSet(null, waiter)) {
			return false;
		}
		int heard = 0;
		try {
			// after it has become the listener: whoever wakes it now finds it there;
			// pairs with wakeListener
			if (!waiter.isRung()) {
				heard = ear.listen(ns);
			}
		}
		catch (IOException ex) {
			deaf(ex);
		}
		finally {
			this.listener.set(null);
		}
		// only now: who comes just now either listens itself or is found here
		wake(heard, waiter);
		promote(waiter);
		return true;
	}

	private void promote(Waiter but) {
		for (Waiter waiter : this.waiters) {
			if (waiter != but && waiter.promote()) {
				return;
			}
		}
	}

	void wakeListener(Waiter waiter) {
		Ear ear = this.ear;
		if (ear != null && this.listener.get() == waiter) {
			ear.wakeUp();
		}
	}

	private synchronized void deaf(IOException cause) {
		Ear ear = this.ear;
		if (ear != null) {
			this.ear = null;
			ear.close();
			LOGGER.log(Level.WARNING,
					"ring ''{0}'': doorbell={1} (expected: a socket that can be read): {2}; who blocks looks again every 10 ms",
					this.ring, file(this.directory, this.me), cause);
		}
	}

	/**
	 * Look whether the own socket is where others look for it, and say whom nobody could
	 * ring; to be called each second.
	 * @param isLive whether a participant lives
	 */
	public void look(IntPredicate isLive) {
		lookAtEar();
		for (int participant = 1; participant <= RingLayout.MAX_PARTICIPANTS; participant++) {
			FarBell other = this.others.get(participant);
			if (other != null && !isLive.test(participant)) {
				other.close();
			}
			else if (other != null) {
				String failure = other.newFailure();
				if (failure != null) {
					LOGGER.log(Level.WARNING,
							"ring ''{0}'': doorbell={1} (expected: one that participant {2} listens at): {3}; what blocks there looks again by itself, within 100 ms",
							this.ring, file(this.directory, participant), participant, failure);
				}
			}
		}
	}

	private synchronized void lookAtEar() {
		Ear ear = this.ear;
		if (ear == null || this.closed) {
			return;
		}
		try {
			if (ear.look()) {
				LOGGER.log(Level.WARNING,
						"ring ''{0}'': doorbell={1} (expected: the socket of this process): it was removed or replaced, and is made anew",
						this.ring, file(this.directory, this.me));
			}
		}
		catch (IOException ex) {
			deaf(ex);
		}
	}

	/**
	 * Clear away what a participant has left, under the admin lock.
	 * @param directory the ring's directory
	 * @param memory the ring's memory
	 * @param participant who is dead, or leaves
	 */
	public static void sweep(Path directory, RingMemory memory, int participant) {
		for (Awaited what : Awaited.values()) {
			int offset = what.waiters + (participant >>> 6) * Long.BYTES;
			long bits = memory.longAcquire(offset);
			while ((bits & (1L << participant)) != 0
					&& !memory.longCompareAndSet(offset, bits, bits & ~(1L << participant))) {
				bits = memory.longAcquire(offset);
			}
		}
		Path file = file(directory, participant);
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			// the next one to have the number says what is in the way
			LOGGER.log(Level.DEBUG, "cannot remove " + file, ex);
		}
	}

	/** Close all sockets. Who still waits here looks again by itself. */
	public synchronized void close() {
		this.closed = true;
		Ear ear = this.ear;
		this.ear = null;
		if (ear != null) {
			ear.close();
		}
		for (int participant = 0; participant < this.others.length(); participant++) {
			FarBell other = this.others.get(participant);
			if (other != null) {
				other.close();
			}
		}
		wakeAll();
	}

}
