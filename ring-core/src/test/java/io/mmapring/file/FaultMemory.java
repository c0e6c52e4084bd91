package io.mmapring.file;

import java.io.IOException;

/**
 * The memory of a ring file, which tells of each ordered access before and after it is
 * made. Rings outside of tests have none, so that they pay nothing for it.
 */
public final class FaultMemory extends RingMemory {

	private final Watcher watcher;

	private FaultMemory(RingMemory memory, Watcher watcher) {
		super(memory.bytes());
		this.watcher = watcher;
	}

	/** The same file, with its accesses told. */
	public static RingFile watch(RingFile file, Watcher watcher) throws IOException {
		return new RingFile(file.path(), file.header(), new FaultMemory(file.memory(), watcher),
				RingFile.attributes(file.path()));
	}

	@Override
	public long longAcquire(int offset) {
		this.watcher.access("READ", offset, 0, false);
		return super.longAcquire(offset);
	}

	@Override
	public void longRelease(int offset, long value) {
		this.watcher.access("STORE", offset, value, false);
		super.longRelease(offset, value);
		this.watcher.access("STORE", offset, value, true);
	}

	@Override
	public boolean longCompareAndSet(int offset, long expected, long value) {
		this.watcher.access("CAS", offset, value, false);
		boolean set = super.longCompareAndSet(offset, expected, value);
		if (set) {
			this.watcher.access("CAS", offset, value, true);
		}
		return set;
	}

	@Override
	public long longGetAndAdd(int offset, long delta) {
		this.watcher.access("ADD", offset, delta, false);
		long before = super.longGetAndAdd(offset, delta);
		this.watcher.access("ADD", offset, delta, true);
		return before;
	}

	/** Is told of accesses. */
	public interface Watcher {

		/**
		 * An access is about to be made, or was made.
		 */
		void access(String how, int offset, long value, boolean made);

	}

}
