package io.mmapring;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.mmapring.error.RingFailedException;
import io.mmapring.error.RingInterruptedException;
import io.mmapring.error.RingMissingException;
import io.mmapring.file.AdminLock;
import io.mmapring.file.FilePermissions;
import io.mmapring.file.FileSystemCheck;
import io.mmapring.file.HeaderRoom;
import io.mmapring.file.RingDirectories;
import io.mmapring.file.RingFile;
import io.mmapring.file.RingFileSpec;
import io.mmapring.file.RingGeometry;
import io.mmapring.file.RingLayout;
import io.mmapring.file.RingMemory;
import io.mmapring.group.GroupTable;
import io.mmapring.group.Join;

/**
 * Opens a ring as a builder says: creates or waits for the file, attaches, joins groups.
 */
final class RingOpener {

	private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(10);

	private RingOpener() {
	}

	static Ring open(RingBuilder builder) {
		return open(builder, (builder.create == CreateMode.IF_MISSING) ? openOrCreate(builder) : await(builder));
	}

	/** Attach to a file that is open, whatever memory it has. */
	static Ring open(RingBuilder builder, RingFile file) {
		try {
			Attached attached = AdminLock.with(file.directory(), () -> attach(builder, file));
			attached.losses().tell();
			return new Ring(attached);
		}
		catch (InternalError ex) {
			String problem = file.problem();
			if (problem == null) {
				throw ex;
			}
			throw new RingFailedException(builder.name, problem, ex);
		}
	}

	private static Attached attach(RingBuilder builder, RingFile file) {
		Attached attached = new Attached(file, builder.application, builder.participantLostListener,
				builder.groupEvictedListener, builder.requiredGroupListener);
		boolean joined = false;
		try {
			attached.join().join(builder.groups, builder.startFrom);
			joined = true;
			return attached;
		}
		finally {
			if (!joined) {
				// or the number would be taken as long as this process lives
				attached.detach();
			}
		}
	}

	private static RingFile openOrCreate(RingBuilder builder) {
		RingGeometry geometry = geometry(builder);
		return RingFile.openOrCreate(spec(builder), geometry, (memory) -> declare(builder, geometry, memory));
	}

	private static void declare(RingBuilder builder, RingGeometry geometry, RingMemory memory) {
		RingLayout layout = new RingLayout(geometry);
		GroupTable groups = new GroupTable(memory, layout, geometry);
		new Join(builder.name, memory, layout, groups).declare(builder.groups);
	}

	private static RingFile await(RingBuilder builder) {
		RingFileSpec spec = spec(builder);
		long startNs = System.nanoTime();
		while (true) {
			try {
				return RingFile.open(spec);
			}
			catch (RingMissingException ex) {
				if (System.nanoTime() - startNs >= builder.attachTimeout.toNanos()) {
					throw ex;
				}
			}
			if (Thread.currentThread().isInterrupted()) {
				throw new RingInterruptedException(builder.name, "the file");
			}
			LockSupport.parkNanos(LOOK_NS);
		}
	}

	private static RingGeometry geometry(RingBuilder builder) {
		return new RingGeometry((builder.slots != null) ? builder.slots : RingBuilder.DEFAULT_SLOTS,
				(builder.slotSizeBytes != null) ? builder.slotSizeBytes : RingBuilder.DEFAULT_SLOT_SIZE_BYTES,
				builder.producers == Producers.SINGLE, builder.whenNoGroups == WhenNoGroups.OVERWRITE,
				(builder.maxGroups != null) ? builder.maxGroups : RingGeometry.DEFAULT_MAX_GROUPS,
				RingGeometry.DEFAULT_MAX_SHARDS, RingGeometry.DEFAULT_MAX_TYPES,
				(builder.headers != null) ? builder.headers : HeaderRoom.NONE);
	}

	private static RingFileSpec spec(RingBuilder builder) {
		Path parent = (builder.directory != null) ? builder.directory : RingDirectories.defaultParent();
		Boolean single = (builder.producers != null) ? builder.producers == Producers.SINGLE : null;
		Boolean overwrite = (builder.whenNoGroups != null) ? builder.whenNoGroups == WhenNoGroups.OVERWRITE : null;
		Long evictAfterMs = (builder.evictAfter != null) ? builder.evictAfter.toMillis() : null;
		return RingFileSpec.of(parent, builder.name)
			.withPermissions(FilePermissions.of(builder.permissions))
			.withPreTouch(builder.preTouch)
			.withAfterReboot(builder.afterReboot)
			.withFileSystems(builder.allowNetworkFileSystem ? FileSystemCheck.NONE : FileSystemCheck.LOCAL)
			.withExpected(new RingFileSpec.Expected(builder.slots, builder.slotSizeBytes, single, overwrite,
					evictAfterMs, builder.headers, builder.maxGroups));
	}

}
