package io.mmapring.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sends what a {@link RingListener} method returns to another ring: an event, or several
 * as an array, an {@code Iterable} or a {@code Stream}, which are published as one batch.
 * {@code null} sends nothing.
 * <p>
 * It is published before the listener's position moves on, by the policy for a full ring
 * of the other ring. If that fails, the event is as one whose method has thrown. After a
 * crash in between the event comes again, and its result is sent again.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
public @interface SendTo {

	/**
	 * Name of the ring, which may hold placeholders and expressions.
	 * @return the name
	 */
	String value();

}
