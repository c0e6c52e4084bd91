package io.mmapring.codec;

import org.jspecify.annotations.Nullable;

import io.mmapring.event.EventView;

/**
 * Moves a view from event to event.
 * <p>
 * Threads: one thread at a time; hand over with a happens-before edge.
 *
 * @param <V> interface of the view
 */
public final class ViewReader<V> {

	private final ViewCodec<V> codec;

	private @Nullable RingView view;

	ViewReader(ViewCodec<V> codec) {
		this.codec = codec;
	}

	/**
	 * Look at an event.
	 * @param event the event
	 * @return the view; valid until {@link #close}, or the next call
	 */
	public V read(EventView event) {
		RingView view = this.codec.viewOr(this.view);
		if (this.view != view) {
			this.view = view;
		}
		this.codec.wrap(view, event);
		return this.codec.event(view);
	}

	/** Tell the view that its event is over. */
	public void close() {
		if (this.view != null) {
			this.view.close();
		}
	}

}
