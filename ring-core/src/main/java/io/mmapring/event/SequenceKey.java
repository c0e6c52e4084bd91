package io.mmapring.event;

/**
 * Takes the sequence of an event for its key.
 */
final class SequenceKey implements ShardKey {

	static final ShardKey INSTANCE = new SequenceKey();

	private SequenceKey() {
	}

	@Override
	public long keyOf(EventView event) {
		throw new UnsupportedOperationException("the key is the sequence, which an event alone does not tell");
	}

	@Override
	public long keyOf(EventView event, long sequence) {
		return sequence;
	}

	@Override
	public String toString() {
		return "ShardKey by sequence";
	}

}
