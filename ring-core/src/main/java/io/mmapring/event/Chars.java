package io.mmapring.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Room for a text in an event's layout. A text that does not fit is refused, never cut.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.RECORD_COMPONENT, ElementType.METHOD })
public @interface Chars {

	/** Most bytes of the text in UTF-8: 1 to {@value}. */
	int LIMIT = 0xFFFE;

	/**
	 * Most bytes of the text in UTF-8.
	 * @return the number of bytes, 1 to {@value #LIMIT}; a character takes 1 (ASCII) to 4
	 */
	int value();

}
