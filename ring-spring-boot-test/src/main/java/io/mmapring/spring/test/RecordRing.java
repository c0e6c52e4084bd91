package io.mmapring.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Gives a test a {@link RingRecorder} of a ring: on a field of its class, or on a
 * parameter of its constructor or of one of its methods. The ring need not be configured.
 */
@Documented
@Autowired
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.PARAMETER })
public @interface RecordRing {

	/**
	 * Name of the ring.
	 * @return the name
	 */
	String value();

}
