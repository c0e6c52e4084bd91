package io.mmapring.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;

/**
 * Makes one span for a batch, with a link to the span that each of its events comes from.
 * <p>
 * Threads: safe for any number of threads.
 */
public final class LinkedBatches implements TracingObservationHandler<RingListenerContext> {

	/** Where the parts of a traceparent are: version, trace, parent, flags. */
	private static final int TRACE_AT = 3;

	private static final int PARENT_AT = 36;

	private static final int FLAGS_AT = 53;

	private static final int HEX = 16;

	private final Tracer tracer;

	/** Inside, since Spring Boot makes none where there is a bean of this type. */
	private final PropagatingReceiverTracingObservationHandler<RingListenerContext> spans;

	/**
	 * Make spans.
	 * @param tracer makes them
	 * @param propagator reads the parent of a span, which a batch has not got
	 */
	public LinkedBatches(Tracer tracer, Propagator propagator) {
		this.tracer = tracer;
		this.spans = new Linked(tracer, propagator);
	}

	@Override
	public Tracer getTracer() {
		return this.tracer;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof RingListenerContext events && events.isBatch();
	}

	@Override
	public void onStart(RingListenerContext context) {
		this.spans.onStart(context);
	}

	@Override
	public void onError(RingListenerContext context) {
		this.spans.onError(context);
	}

	@Override
	public void onStop(RingListenerContext context) {
		this.spans.onStop(context);
	}

	/** Adds the links. */
	private static final class Linked extends PropagatingReceiverTracingObservationHandler<RingListenerContext> {

		Linked(Tracer tracer, Propagator propagator) {
			super(tracer, propagator);
		}

		@Override
		public Span.Builder customizeExtractedSpan(RingListenerContext context, Span.Builder builder) {
			context.traceparents().stream().distinct().forEach((trace) -> builder.addLink(new Link(origin(trace))));
			return builder;
		}

		private TraceContext origin(String traceparent) {
			int flags = Integer.parseInt(traceparent, FLAGS_AT, FLAGS_AT + 2, HEX);
			return getTracer().traceContextBuilder()
				.traceId(traceparent.substring(TRACE_AT, PARENT_AT - 1))
				.spanId(traceparent.substring(PARENT_AT, FLAGS_AT - 1))
				.sampled((flags & 1) != 0)
				.build();
		}

	}

}
