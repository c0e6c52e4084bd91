package io.mmapring.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Scale of a {@code BigDecimal} in an event's layout: the value times 10 to the power of
 * the scale is a {@code long}. A value with more digits than that is refused, never
 * rounded.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.RECORD_COMPONENT, ElementType.METHOD })
public @interface Decimal {

	/** Most digits after the point. */
	int LIMIT = 18;

	/**
	 * Digits after the point.
	 * @return the number of digits, 0 to {@value #LIMIT}
	 */
	int value();

}
