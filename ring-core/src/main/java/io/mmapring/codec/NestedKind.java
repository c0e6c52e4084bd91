package io.mmapring.codec;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A record within a record or an interface: its components, as a record of its own would
 * have them, up to a multiple of its alignment.
 */
final class NestedKind extends ComponentKind {

	private final Place place;

	private final Layout layout;

	private final RecordWriter writer;

	NestedKind(Place place, Layout layout, RecordWriter writer) {
		super(layout.alignment(), layout.paddedLength(), layout.nestedText());
		this.place = place;
		this.layout = layout;
		this.writer = writer;
	}

	Layout layout() {
		return this.layout;
	}

	@Override
	public void put(@Nullable Object value, MutableDirectBuffer buffer, int index) {
		if (value == null) {
			throw this.place.noNull("a record");
		}
		this.writer.write(value, buffer, index);
		zeros(buffer, index + this.layout.length(), size() - this.layout.length());
	}

	@Override
	public Object get(DirectBuffer buffer, int index) {
		return this.writer.read(buffer, index);
	}

	@Override
	void putAbsent(MutableDirectBuffer buffer, int index) {
		this.layout.putAbsent(0, buffer, index);
	}

}
