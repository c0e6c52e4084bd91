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
 * in Kafka every group sees every event. On a class it stands for its methods with
 * {@link RingHandler}, which share the events by their types.
 * <p>
 * The method has one argument for the event (a record, a view, a {@code String},
 * {@code byte[]}, {@code ByteBuffer}, {@code DirectBuffer}, a flyweight, or a type that a
 * {@code RingCodec} bean reads) and, in any order, a {@code long} for its sequence, a
 * {@code boolean} that tells whether it is the last one of its batch, and a
 * {@link RingMetadata}. Or a {@code List} or {@link RingBatch} of events, with a
 * {@code long} for the sequence of the first. It returns nothing, or what it
 * {@linkplain SendTo sends} to another ring. A method that cannot work fails the start.
 * <p>
 * All attributes may hold placeholders ({@code ${...}}) and expressions ({@code #{...}});
 * where there may be several values, one may stand for more, with commas between them.
 * One that is left empty has the value of {@code ring.listener.*} in the configuration;
 * {@code ring.listeners.<id>.*} goes before both.
 */
@Documented
@Reflective
@Repeatable(RingListeners.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
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
	 * digits, dot, dash, underscore; by default {@code <bean>.<method>}, on a class
	 * {@code <bean>}.
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
	 * What to do when another process runs the group: {@code exclusive}, {@code standby}
	 * or {@code observer}; see {@link ListenerMode}.
	 * @return the mode
	 */
	String mode() default "";

	/**
	 * Threads of this process that take events of the group, which then shares its load
	 * between them, and with those of other processes. They call one and the same bean at
	 * the same time.
	 * @return the number, from 1
	 */
	String concurrency() default "";

	/**
	 * Shards of the group, between which its events are shared by key: the same in all
	 * processes, and at least as many as threads. By default 16 where {@code concurrency}
	 * is more than 1 or {@code shardBy} is set.
	 * @return the number, from 1
	 */
	String shards() default "";

	/**
	 * What events are shared by, so that those with the same value keep their order: a
	 * component of the event ({@code symbol}, {@code customer.id}), {@code #keyHash} for
	 * the hash in the event's header, or an expression over the event, which is slow. By
	 * default the component with {@code @RingKey}, else each event goes by itself.
	 * @return a name or an expression
	 */
	String shardBy() default "";

	/**
	 * Full names of the classes of events to take, where the argument does not tell: if
	 * it is a type that several of them have in common, or if the arguments are
	 * components of the event. All other events are passed over.
	 * @return the names
	 */
	String[] types() default {};

	/**
	 * Which events to take: the name of a bean that is a
	 * {@code java.util.function.Predicate} of them, or an expression over the event, as
	 * {@code quantity > 10}. An expression makes objects for each event; a bean need not.
	 * @return the filter
	 */
	String filter() default "";

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
	 * When to store how far the group is: {@code batch}, {@code record} or
	 * {@code manual}; see {@link AckMode}.
	 * @return the mode
	 */
	String ackMode() default "";

	/**
	 * Name of the bean that decides what follows an error; by default the only
	 * {@link RingErrorHandler}, if there is one.
	 * @return the bean's name
	 */
	String errorHandler() default "";

	/**
	 * Where a group starts that the ring does not know: {@code committed},
	 * {@code earliest} or {@code latest}; see {@link StartPosition}.
	 * @return where to start
	 */
	String startFrom() default "";

	/**
	 * How to wait for events: {@code busy-spin}, {@code yield}, {@code backoff},
	 * {@code sleep} or {@code block}; see {@link io.mmapring.wait.WaitStrategy}.
	 * @return how to wait
	 */
	String waitStrategy() default "";

	/**
	 * Cores that its threads are kept on, one for each: numbers or ranges with commas
	 * between them, as {@code 2,3}; see {@link io.mmapring.process.Cores}.
	 * @return the cores
	 */
	String cores() default "";

	/**
	 * Settings that are no attributes, as {@code key=value} with the keys of
	 * {@code ring.listeners.<id>} in the configuration, which goes before them; they go
	 * before the other attributes. One text may have several lines.
	 * @return the settings
	 */
	String[] properties() default {};

}
