package io.mmapring.sequence;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.mmapring.file.RingMemory;

/**
 * Remembers every store in its order, so that a test can look at the file as it is when
 * the storing process is killed behind any one of them.
 */
final class RecordingMemory extends RingMemory {

	final List<Store> stores = new ArrayList<>();

	RecordingMemory(int size) {
		super(ByteBuffer.allocateDirect(size));
	}

	/**
	 * The file behind the first so many stores.
	 */
	RingMemory after(int count) {
		RingMemory memory = new RingMemory(ByteBuffer.allocateDirect(size()));
		for (Store store : this.stores.subList(0, count)) {
			store.repeat(memory);
		}
		return memory;
	}

	@Override
	public void longPlain(int offset, long value) {
		super.longPlain(offset, value);
		add("plain", offset, value, (memory) -> memory.longPlain(offset, value));
	}

	@Override
	public void intPlain(int offset, int value) {
		super.intPlain(offset, value);
		add("plain", offset, value, (memory) -> memory.intPlain(offset, value));
	}

	@Override
	public void longOpaque(int offset, long value) {
		super.longOpaque(offset, value);
		add("opaque", offset, value, (memory) -> memory.longOpaque(offset, value));
	}

	@Override
	public void longRelease(int offset, long value) {
		super.longRelease(offset, value);
		add("release", offset, value, (memory) -> memory.longRelease(offset, value));
	}

	@Override
	public boolean longCompareAndSet(int offset, long expected, long value) {
		boolean set = super.longCompareAndSet(offset, expected, value);
		if (set) {
			add("cas", offset, value, (memory) -> memory.longRelease(offset, value));
		}
		return set;
	}

	@Override
	public long longGetAndAdd(int offset, long delta) {
		long before = super.longGetAndAdd(offset, delta);
		add("add", offset, delta, (memory) -> memory.longGetAndAdd(offset, delta));
		return before;
	}

	@Override
	public void storeBytesPlain(int offset, byte[] source) {
		super.storeBytesPlain(offset, source);
		byte[] copy = source.clone();
		add("bytes", offset, source.length, (memory) -> memory.storeBytesPlain(offset, copy));
	}

	@Override
	public void copyPlain(int offset, RingMemory source, int sourceOffset, int length) {
		super.copyPlain(offset, source, sourceOffset, length);
		byte[] copy = new byte[length];
		bytesPlain(offset, copy);
		add("copy", offset, length, (memory) -> memory.storeBytesPlain(offset, copy));
	}

	private void add(String kind, int offset, long value, Repeat repeat) {
		this.stores.add(new Store(kind + " " + offset + "=" + value, repeat));
	}

	record Store(String text, Repeat repeat) {

		void repeat(RingMemory memory) {
			this.repeat.on(memory);
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	/** Does a store again. */
	interface Repeat {

		void on(RingMemory memory);

	}

}
