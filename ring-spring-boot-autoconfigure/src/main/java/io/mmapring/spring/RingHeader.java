package io.mmapring.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An argument that travels beside the event: a header of the application's own, for which
 * the ring has {@code user-header-size}, or {@value #TRACEPARENT}, for which it has the
 * header {@code trace}. On an interface with {@link RingProducer} the argument is a text,
 * or a value that is written as one (number, truth value, enum, UUID, time); {@code null}
 * is left out. A {@code Map} holds several headers.
 * <p>
 * On a {@link RingListener} that takes single events the argument is a text, or a boxed
 * number or truth value, enum, UUID or {@code Instant} that is read from it; {@code null}
 * if the event has no such header. A {@code Map} gets all that are the application's own.
 * One that takes batches has a {@code List} of it, one for each event.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface RingHeader {

	/** Name of the trace that an event belongs to, of W3C Trace Context. */
	String TRACEPARENT = "traceparent";

	/**
	 * Name of the header; by default that of the argument. A map needs none.
	 * @return the name
	 */
	String value() default "";

}
