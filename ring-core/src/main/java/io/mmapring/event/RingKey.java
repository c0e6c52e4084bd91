package io.mmapring.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The key of an event, by which a group's load is shared: a component of a record, a
 * getter of a view, or an argument of a method that publishes. All who hash it do so
 * alike: an integral number or {@code char} is the hash itself, an enum counts by its
 * ordinal, a text by {@link KeyHash#of(CharSequence)}, a {@code UUID} by
 * {@link KeyHash#of(java.util.UUID)}; null is 0, which stands for no key.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.RECORD_COMPONENT, ElementType.METHOD, ElementType.PARAMETER })
public @interface RingKey {

}
