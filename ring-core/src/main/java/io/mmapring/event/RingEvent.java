package io.mmapring.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record, or an interface of getters and setters, whose values go through a ring.
 * {@code RecordCodec} and {@code ViewCodec} say how its components lie in the payload.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RingEvent {

	/**
	 * Name of the type on rings. A record and an interface of the same name and the same
	 * components are one type: one may be written, the other read.
	 * @return the name; empty for that of the class
	 */
	String value() default "";

}
