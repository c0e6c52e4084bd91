package io.mmapring.codec;

import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Moves a view from event to event that is to be written.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 *
 * @param <V> interface of the view
 */
public final class ViewWriter<V> {

	private final ViewCodec<V> codec;

	private @Nullable RingView view;

	ViewWriter(ViewCodec<V> codec) {
		this.codec = codec;
	}

	/**
	 * Begin an event.
	 * @param payload its bytes, {@link ViewCodec#length()} of them
	 * @return the view, all components null or zero; valid until {@link #close}, or the
	 * next call
	 */
	public V write(MutableDirectBuffer payload) {
		RingView view = this.codec.viewOr(this.view);
		this.view = view;
		this.codec.begin(view, payload);
		return this.codec.type().cast(view);
	}

	/** Tell the view that its event is over. */
	public void close() {
		if (this.view != null) {
			this.view.close();
		}
	}

}
