package io.mmapring.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Says how listeners run in a test. Beside {@code @SpringBootTest}, or beside
 * {@link RingTest} to change its defaults.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@PropertyMapping("ring.test")
public @interface AutoConfigureRing {

	/**
	 * How listeners run.
	 * @return in the test's thread, in threads of their own, or not until they are
	 * started
	 */
	TestListeners listeners() default TestListeners.PUMPED;

}
