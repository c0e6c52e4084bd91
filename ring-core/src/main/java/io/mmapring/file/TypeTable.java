package io.mmapring.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import io.mmapring.error.RingLimitException;
import io.mmapring.error.TypeMismatchException;

/**
 * The types of events written in a ring file, so that two processes cannot disagree about
 * what a number stands for, or how its bytes lie.
 * <p>
 * Threads: safe for any number of threads. Processes: safe for any number of processes.
 */
public final class TypeTable {

	private static final long WHOLE = 1L << Integer.SIZE;

	private final String ring;

	private final RingMemory memory;

	private final RingLayout layout;

	private final int maxTypes;

	/**
	 * Look at the types of a ring.
	 * @param ring name of the ring, for messages
	 * @param memory its memory
	 * @param layout its layout
	 * @param maxTypes entries of the table
	 */
	public TypeTable(String ring, RingMemory memory, RingLayout layout, int maxTypes) {
		this.ring = ring;
		this.memory = memory;
		this.layout = layout;
		this.maxTypes = maxTypes;
	}

	/**
	 * Write a type into the table, unless it is there. A layout that differs, but goes
	 * together with all that are there, is added to them. The caller holds the admin
	 * lock.
	 * @param id its number, from 1
	 * @param name its name
	 * @param text how its bytes lie
	 * @param mismatch says why values of another layout cannot be exchanged, or null
	 * @throws TypeMismatchException if the number stands for something else
	 * @throws RingLimitException if the table is full, or a text is longer than an entry
	 * has room for
	 */
	public void register(int id, String name, String text, Function<String, @Nullable String> mismatch) {
		checkLength(id, "name", name, RingLayout.TYPE_NAME_BYTES);
		checkLength(id, "layout", text, RingLayout.TYPE_LAYOUT_BYTES);
		for (int index = 0; index < this.maxTypes; index++) {
			int entry = this.layout.type(index);
			long word = this.memory.longAcquire(entry + RingLayout.TYPE_ID);
			if (word == 0) {
				write(entry, id, name, text);
				return;
			}
			if ((int) word == id) {
				String there = text(entry + RingLayout.TYPE_LAYOUT, RingLayout.TYPE_LAYOUT_BYTES);
				if (there.equals(text)) {
					return;
				}
				String problem = mismatch.apply(there);
				if (problem != null) {
					throw new TypeMismatchException(this.ring, id, name, problem, there, text);
				}
			}
		}
		throw RingLimitException.types(this.ring, this.maxTypes, "%d (%s)".formatted(id, name));
	}

	private void checkLength(int id, String what, String text, int limit) {
		int length = text.getBytes(StandardCharsets.UTF_8).length;
		if (length > limit) {
			throw RingLimitException.typeText(this.ring, id, what, length, limit);
		}
	}

	/**
	 * All types of the ring.
	 * @return one look at each
	 */
	public List<TypeInfo> all() {
		List<TypeInfo> types = new ArrayList<>();
		for (int index = 0; index < this.maxTypes; index++) {
			int entry = this.layout.type(index);
			// acquire: pairs with the release in write; the entry is whole
			long word = this.memory.longAcquire(entry + RingLayout.TYPE_ID);
			if (word != 0) {
				types.add(new TypeInfo((int) word, text(entry + RingLayout.TYPE_NAME, RingLayout.TYPE_NAME_BYTES),
						text(entry + RingLayout.TYPE_LAYOUT, RingLayout.TYPE_LAYOUT_BYTES)));
			}
		}
		return types;
	}

	private void write(int entry, int id, String name, String text) {
		store(entry + RingLayout.TYPE_NAME, name);
		store(entry + RingLayout.TYPE_LAYOUT, text);
		this.memory.longPlain(entry + RingLayout.TYPE_FINGERPRINT, fingerprint(text));
		// release: the number announces the entry; a writer that was killed before left
		// one that the next one writes anew
		this.memory.longRelease(entry + RingLayout.TYPE_ID, WHOLE | id);
	}

	private void store(int offset, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		this.memory.intPlain(offset, bytes.length);
		this.memory.storeBytesPlain(offset + Integer.BYTES, bytes);
	}

	private String text(int offset, int limit) {
		byte[] bytes = new byte[Math.max(0, Math.min(this.memory.intPlain(offset), limit))];
		this.memory.bytesPlain(offset + Integer.BYTES, bytes);
		return new String(bytes, StandardCharsets.UTF_8);
	}

	private static long fingerprint(String text) {
		CRC32C crc = new CRC32C();
		crc.update(text.getBytes(StandardCharsets.UTF_8));
		return crc.getValue();
	}

	/**
	 * One look at a type.
	 *
	 * @param id its number
	 * @param name its name
	 * @param layout how its bytes lie
	 */
	public record TypeInfo(int id, String name, String layout) {
	}

}
