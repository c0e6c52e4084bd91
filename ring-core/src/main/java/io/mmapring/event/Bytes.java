package io.mmapring.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Room for a {@code byte[]} of up to so many bytes in an event's layout. More bytes are
 * refused, never cut. For an array of always the same length see {@link Length}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.RECORD_COMPONENT, ElementType.METHOD })
public @interface Bytes {

	/** Most bytes: 1 to {@value}. */
	int LIMIT = 0xFFFE;

	/**
	 * Most bytes.
	 * @return the number of bytes, 1 to {@value #LIMIT}
	 */
	int value();

}
