package io.mmapring.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * Marks a method that takes the events of a ring, as a consumer group of its own: unlike
 * in Kafka every group sees every event.
 * <p>
 * The method returns nothing and has one argument for the event (a record, a
 * {@code String}, {@code byte[]}, {@code ByteBuffer}, {@code DirectBuffer}, or a type
 * that a {@code RingCodec} bean reads) and, in any order, a {@code long} for its sequence
 * and a {@code boolean} that tells whether it is the last one of its batch. Or a
 * {@code List} of events, with a {@code long} for the sequence of the first. A method
 * that cannot work fails the start.
 * <p>
 * All attributes may hold placeholders ({@code ${...}}) and expressions ({@code #{...}}).
 * One that is left empty has the value of {@code ring.listener.*} in the configuration;
 * {@code ring.listeners.<id>.*} goes before both.
 */
@Documented
@Reflective
@Repeatable(RingListeners.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
public @interface RingListener {

	/**
	 * Name of the ring.
	 * @return the name
	 */
	@AliasFor("ring")
	String value() default "";

	/**
	 * Name of the ring.
	 * @return the name
	 */
	@AliasFor("value")
	String ring() default "";

	/**
	 * Name of the listener in the registry, health, metrics and of its thread. Letters,
	 * digits, dot, dash, underscore; by default {@code <bean>.<method>}.
	 * @return the name
	 */
	String id() default "";

	/**
	 * Name of the consumer group in the ring; by default
	 * {@code <spring.application.name>.<id>}.
	 * @return the name
	 */
	String group() default "";

	/**
	 * Groups of the ring, or ids of listeners on it, that must have passed an event
	 * before this one takes it.
	 * @return the names
	 */
	String[] after() default {};

	/**
	 * Whether to start with the application: {@code true} or {@code false}.
	 * @return whether to start
	 */
	String autoStartup() default "";

	/**
	 * Most events of one batch.
	 * @return the number, from 1
	 */
	String maxBatchSize() default "";

	/**
	 * When to store how far the group is: {@code batch} or {@code record}; see
	 * {@link AckMode}.
	 * @return the mode
	 */
	String ackMode() default "";

	/**
	 * Where a group starts that the ring does not know: {@code committed},
	 * {@code earliest} or {@code latest}; see {@link StartPosition}.
	 * @return where to start
	 */
	String startFrom() default "";

	/**
	 * How to wait for events: {@code busy-spin}, {@code yield}, {@code backoff} or
	 * {@code sleep}; see {@link io.mmapring.wait.WaitStrategy}.
	 * @return how to wait
	 */
	String waitStrategy() default "";

}
