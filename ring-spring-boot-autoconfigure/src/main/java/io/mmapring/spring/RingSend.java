package io.mmapring.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Says how one method of an interface with {@link RingProducer} publishes, where it
 * differs from the others. All attributes may hold placeholders ({@code ${...}}) and
 * expressions ({@code #{...}}).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
public @interface RingSend {

	/**
	 * Name of the ring.
	 * @return the name; by default that of the interface
	 */
	@AliasFor("ring")
	String value() default "";

	/**
	 * Name of the ring.
	 * @return the name; by default that of the interface
	 */
	@AliasFor("value")
	String ring() default "";

	/**
	 * What to do when the ring is full: {@code block}, {@code fail} or {@code drop}.
	 * @return the policy; by default {@code ring.rings.<name>.on-full}
	 */
	String onFull() default "";

	/**
	 * How long to wait for room, for example {@code 10ms}. A method that returns
	 * {@code boolean} or {@code OptionalLong} waits at most so long before it says that
	 * the event is not published; without it, not at all.
	 * @return the time; by default {@code ring.rings.<name>.block-timeout}
	 */
	String timeout() default "";

	/**
	 * Full name of the class of events whose components are the method's arguments, by
	 * their names.
	 * @return the name; by default the only type that the interface's other methods or
	 * {@code ring.rings.<name>.types} name
	 */
	String type() default "";

}
