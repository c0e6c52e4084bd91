package io.mmapring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.Check;
import io.mmapring.error.RingException;
import io.mmapring.event.EventHeader;
import io.mmapring.file.AfterReboot;
import io.mmapring.file.HeaderRoom;
import io.mmapring.group.GroupSpec;
import io.mmapring.group.StartFrom;

/**
 * Says what a ring is to be, then opens it. What is left out is taken from the file if
 * the ring exists, else a default; what is said must match the file.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 */
public final class RingBuilder {

	/** Slots of a ring that is created without saying how many. */
	public static final int DEFAULT_SLOTS = 4096;

	/** Size of a slot in bytes, of a ring that is created without saying it. */
	public static final int DEFAULT_SLOT_SIZE_BYTES = 128;

	final String name;

	final List<GroupSpec> groups = new ArrayList<>();

	@Nullable Path directory;

	String application = ProcessHandle.current()
		.info()
		.command()
		.map((c) -> Path.of(c).getFileName().toString())
		.orElse("java");

	@Nullable Integer slots;

	@Nullable Integer slotSizeBytes;

	@Nullable Integer maxGroups;

	@Nullable Producers producers;

	@Nullable WhenNoGroups whenNoGroups;

	StartFrom startFrom = StartFrom.EARLIEST;

	CreateMode create = CreateMode.IF_MISSING;

	Duration attachTimeout = Duration.ofSeconds(10);

	AfterReboot afterReboot = AfterReboot.DISCARD;

	String permissions = "rw-------";

	boolean preTouch;

	boolean allowNetworkFileSystem;

	@Nullable Duration evictAfter;

	@Nullable HeaderRoom headers;

	@Nullable GroupEvictedListener groupEvictedListener;

	@Nullable RequiredGroupStalledListener requiredGroupListener;

	@Nullable ParticipantLostListener participantLostListener;

	RingBuilder(String name) {
		this.name = Objects.requireNonNull(name, "name");
	}

	/**
	 * Set the folder that holds the rings; each has a folder of its own in it.
	 * @param directory the folder; by default {@code /dev/shm/ring-<user>} where that can
	 * be written, else {@code ring-<user>} in the folder for temporary files
	 * @return this builder
	 */
	public RingBuilder directory(Path directory) {
		this.directory = directory;
		return this;
	}

	/**
	 * Set the name under which other processes see this one.
	 * @param application a name; longer than 80 bytes is cut
	 * @return this builder
	 */
	public RingBuilder application(String application) {
		this.application = application;
		return this;
	}

	/**
	 * Set the number of slots.
	 * @param slots a power of two, at least 32
	 * @return this builder
	 */
	public RingBuilder slots(int slots) {
		this.slots = slots;
		return this;
	}

	/**
	 * Set the size of a slot: 16 bytes for the ring, the rest for the event.
	 * @param slotSizeBytes a multiple of 64, in bytes
	 * @return this builder
	 */
	public RingBuilder slotSizeBytes(int slotSizeBytes) {
		this.slotSizeBytes = slotSizeBytes;
		return this;
	}

	/**
	 * Set how many groups the ring may have, those that left and may come back included.
	 * Each takes some hundred bytes of the file, and a little of a producer's time when
	 * the ring is full. By default 16.
	 * @param maxGroups from 1 to 64
	 * @return this builder
	 */
	public RingBuilder maxGroups(int maxGroups) {
		this.maxGroups = maxGroups;
		return this;
	}

	/**
	 * Set how many producers there are at a time.
	 * @param producers many or one
	 * @return this builder
	 */
	public RingBuilder producers(Producers producers) {
		this.producers = producers;
		return this;
	}

	/**
	 * Set what happens when the ring is full and no group was ever declared.
	 * @param whenNoGroups wait or overwrite
	 * @return this builder
	 */
	public RingBuilder whenNoGroups(WhenNoGroups whenNoGroups) {
		this.whenNoGroups = whenNoGroups;
		return this;
	}

	/**
	 * Declare a group. If this creates the ring it exists from the first event on,
	 * whether a consumer runs or not; if the ring exists without it, it joins.
	 * @param name its name
	 * @param after groups that must have passed an event before it
	 * @return this builder
	 */
	public RingBuilder group(String name, String... after) {
		this.groups.add(new GroupSpec(name, List.of(after)));
		return this;
	}

	/**
	 * Declare a group, for example one with several shards. If this creates the ring it
	 * exists from the first event on; if the ring exists without it, it joins.
	 * @param group the group
	 * @return this builder
	 */
	public RingBuilder group(GroupSpec group) {
		this.groups.add(group);
		return this;
	}

	/**
	 * Set where declared groups start if the ring exists without them.
	 * @param startFrom earliest or latest
	 * @return this builder
	 */
	public RingBuilder startFrom(StartFrom startFrom) {
		this.startFrom = startFrom;
		return this;
	}

	/**
	 * Set whether the ring may be created.
	 * @param create if it is missing, or never
	 * @return this builder
	 */
	public RingBuilder create(CreateMode create) {
		this.create = create;
		return this;
	}

	/**
	 * Set how long to wait for a ring that is not to be created here.
	 * @param attachTimeout the time; zero to fail at once
	 * @return this builder
	 */
	public RingBuilder attachTimeout(Duration attachTimeout) {
		Check.that(!attachTimeout.isNegative(), "attachTimeout", attachTimeout.toString(), "zero or more");
		this.attachTimeout = attachTimeout;
		return this;
	}

	/**
	 * Set what to do with a ring left by an earlier boot of the machine.
	 * @param afterReboot discard or fail
	 * @return this builder
	 */
	public RingBuilder afterReboot(AfterReboot afterReboot) {
		this.afterReboot = afterReboot;
		return this;
	}

	/**
	 * Set who may use a ring that this creates.
	 * @param permissions as {@code ls} prints them, for example {@code rw-rw----}
	 * @return this builder
	 */
	public RingBuilder permissions(String permissions) {
		this.permissions = permissions;
		return this;
	}

	/**
	 * Set whether to touch every page when opening, so that no first access is slow
	 * later.
	 * @param preTouch whether to
	 * @return this builder
	 */
	public RingBuilder preTouch(boolean preTouch) {
		this.preTouch = preTouch;
		return this;
	}

	/**
	 * Set whether the ring may lie on a file system that is known to be shared with other
	 * machines, or that a program of its own stands for, as NFS, SMB, 9p and FUSE. On
	 * those mapped memory and locks do not do what a ring needs, so opening is refused.
	 * Allow it only where no other machine uses the directory and it was tried.
	 * @param allow whether it may; {@code false} by default
	 * @return this builder
	 */
	public RingBuilder allowNetworkFileSystem(boolean allow) {
		this.allowNetworkFileSystem = allow;
		return this;
	}

	/**
	 * Set whether a consumer group may be put out. One is if it has events to take and
	 * has not moved for this time, while a producer found no room because of it:
	 * producers then go on and overwrite what it has not taken, and its consumer stops
	 * with an error. Groups that stay behind it go on without it. Taken from the file if
	 * the ring exists, so that all processes agree. Costs consumers a copy of each event.
	 * <p>
	 * To be longer than any handler takes for a batch. A process looks once a second, so
	 * it may take up to two seconds longer.
	 * @param evictAfter the time, in whole milliseconds; zero for never, which is the
	 * default
	 * @return this builder
	 */
	public RingBuilder evictAfter(Duration evictAfter) {
		Check.that(!evictAfter.isNegative() && (evictAfter.isZero() || evictAfter.toMillis() > 0), "evictAfter",
				evictAfter.toString(), "zero for never, or at least a millisecond");
		this.evictAfter = evictAfter;
		return this;
	}

	/**
	 * Set which headers events have beside their payload. They take room in every slot: 8
	 * bytes each, {@link EventHeader#TRACE} 32.
	 * @param headers the headers, none for no headers
	 * @return this builder
	 */
	public RingBuilder eventHeaders(EventHeader... headers) {
		int fields = 0;
		for (EventHeader header : headers) {
			fields |= SlotHeaderFields.number(header);
		}
		this.headers = new HeaderRoom(fields, (this.headers != null) ? this.headers.userBytes() : 0);
		return this;
	}

	/**
	 * Set how much room every slot has for headers of the user's own, keys and values.
	 * @param userHeaderBytes a multiple of 8, at most 4096, in bytes; two are the ring's,
	 * and four of each header; 0 for no such headers
	 * @return this builder
	 */
	public RingBuilder userHeaderBytes(int userHeaderBytes) {
		this.headers = new HeaderRoom((this.headers != null) ? this.headers.fields() : 0, userHeaderBytes);
		return this;
	}

	/**
	 * Set who is told when this process has put a consumer group out.
	 * @param listener is told, once for each group in one of the processes
	 * @return this builder
	 */
	public RingBuilder onGroupEvicted(GroupEvictedListener listener) {
		this.groupEvictedListener = listener;
		return this;
	}

	/**
	 * Set who is told when a group that producers of this process require does not move.
	 * @param listener is told, once for each stall
	 * @return this builder
	 */
	public RingBuilder onRequiredGroupStalled(RequiredGroupStalledListener listener) {
		this.requiredGroupListener = listener;
		return this;
	}

	/**
	 * Set who is told when a participant has died and this process has cleared away the
	 * rest of it.
	 * @param listener is told, once for each death in one of the processes
	 * @return this builder
	 */
	public RingBuilder onParticipantLost(ParticipantLostListener listener) {
		this.participantLostListener = listener;
		return this;
	}

	/**
	 * Create or attach to the ring. May block: for the attach time-out, and while other
	 * processes attach.
	 * @return the open ring
	 * @throws RingException if that is not possible; the message says why and what to do
	 */
	public Ring open() {
		return RingOpener.open(this);
	}

}
