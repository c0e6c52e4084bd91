package io.mmapring.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;

/**
 * Makes beans of interfaces with {@link RingProducer} that are not in the packages which
 * are scanned for components: of some packages, or one by one. On a configuration class;
 * one that says nothing means its own package.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Import(RingProducerImporter.class)
public @interface ImportRingProducers {

	/**
	 * Packages to look through, with those below.
	 * @return their names, which may hold placeholders
	 */
	@AliasFor("basePackages")
	String[] value() default {};

	/**
	 * Packages to look through, with those below.
	 * @return their names, which may hold placeholders
	 */
	@AliasFor("value")
	String[] basePackages() default {};

	/**
	 * Classes whose packages to look through, with those below.
	 * @return the classes
	 */
	Class<?>[] basePackageClasses() default {};

	/**
	 * Interfaces. {@link RingProducer} may also be on one that they extend.
	 * @return the interfaces
	 */
	Class<?>[] types() default {};

}
