package io.mmapring.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Names the ring that events go to. On an interface in the application's packages it
 * makes a bean of it, whose methods publish their argument:
 *
 * <pre>
 * &#64;RingProducer("orders")
 * interface Orders {
 *
 *     void placed(OrderPlaced order); // waits by the ring's on-full policy
 *
 *     boolean tryPlaced(OrderPlaced order); // never waits; false if the ring is full
 *
 *     long cancelled(OrderCancelled order); // the event's sequence
 *
 *     void allPlaced(List&lt;OrderPlaced&gt; orders); // one batch
 *
 *     void placed(OrderPlaced order, &#64;RingHeader("source") String source);
 *
 *     &#64;RingSend(ring = "prices", type = "com.acme.Price")
 *     void price(long id, double price); // its components, written straight into the slot
 *
 *     &#64;RingSend(ring = "audit", onFull = "drop")
 *     void audit(String line);
 *
 * }
 * </pre>
 *
 * On a {@link RingSender} that is injected it says to which ring it sends:
 *
 * <pre>
 * Checkout(@RingProducer("orders") RingSender&lt;OrderPlaced&gt; orders)
 * </pre>
 */
@Documented
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE })
public @interface RingProducer {

	/**
	 * Name of the ring. May hold placeholders.
	 * @return the name
	 */
	String value();

}
