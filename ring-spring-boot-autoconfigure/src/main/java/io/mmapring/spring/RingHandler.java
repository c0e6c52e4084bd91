package io.mmapring.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks one of the methods that share the events of a class with {@link RingListener}:
 * each event goes to the one whose argument is of its type, all in the order of the ring,
 * as one consumer group.
 * <p>
 * The method has the arguments of a listener that takes single events. A sealed type
 * stands for all its kinds; of two methods that could take an event the one that takes
 * fewer types is chosen. Events of types that no method takes are passed over, unless
 * there is a {@link #isDefault() default}.
 */
@Documented
@Reflective
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
public @interface RingHandler {

	/**
	 * Whether it takes the events that no other method takes, of whatever type, as bytes:
	 * its argument is a {@code byte[]}, {@code ByteBuffer} or {@code DirectBuffer}. One
	 * method of a class may be it. {@link RingMetadata} has their type.
	 * @return whether it is
	 */
	boolean isDefault() default false;

}
