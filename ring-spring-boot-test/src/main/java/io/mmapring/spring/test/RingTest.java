package io.mmapring.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.env.Environment;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of what an application does with rings, and of nothing else: of its components
 * only those with a {@link io.mmapring.spring.RingListener} method, codecs of events and
 * interfaces with {@link io.mmapring.spring.RingProducer} become beans, and of the
 * auto-configurations only that of rings (and of Jackson, where it is there). What the
 * listeners need besides comes from {@code @MockitoBean}, {@code @Import} or
 * {@link #includeFilters}.
 * <p>
 * Rings are real, in a folder of this context's own. Listeners run in the test's thread,
 * by {@link RingPump}; {@link AutoConfigureRing} on the test's class says otherwise:
 *
 * <pre>
 * &#64;RingTest
 * class RiskTests {
 *
 *     &#64;Autowired
 *     Orders orders;
 *
 *     &#64;MockitoBean
 *     Limits limits;
 *
 *     &#64;Test
 *     void checksEachOrder(@Autowired RingPump pump) {
 *         this.orders.placed(new OrderPlaced(1, 10, 9.5, "ACME"));
 *         pump.drain();
 *         verify(this.limits).check("ACME", 10);
 *     }
 *
 * }
 * </pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(RingTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(RingTypeExcludeFilter.class)
@AutoConfigureRing
@ImportAutoConfiguration
public @interface RingTest {

	/**
	 * Properties of the {@link Environment}, as {@code key=value}. A
	 * {@code ring.directory} among them is taken instead of a folder of the context's
	 * own.
	 * @return the properties
	 */
	String[] properties() default {};

	/**
	 * Whether components with listeners and codecs become beans. Without it only those of
	 * {@link #includeFilters} do.
	 * @return whether the default filters are used
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Further components that become beans.
	 * @return the filters
	 */
	Filter[] includeFilters() default {};

	/**
	 * Components that do not become beans although they have listeners.
	 * @return the filters
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Auto-configurations to leave out.
	 * @return the classes
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
