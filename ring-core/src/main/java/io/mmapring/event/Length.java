package io.mmapring.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Number of elements of an array in an event's layout. An array of another length is
 * refused.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.RECORD_COMPONENT, ElementType.METHOD })
public @interface Length {

	/** Most elements. */
	int LIMIT = 65_536;

	/**
	 * Number of elements.
	 * @return the number, 1 to {@value #LIMIT}
	 */
	int value();

}
