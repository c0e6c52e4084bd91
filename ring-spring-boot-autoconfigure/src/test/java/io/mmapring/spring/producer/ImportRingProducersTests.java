package io.mmapring.spring.producer;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.ResolvableType;

import io.mmapring.spring.ImportRingProducers;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingProducer;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.outside.Letters;
import io.mmapring.spring.outside.inner.Numbers;

import static org.assertj.core.api.Assertions.assertThat;

/** Producers that are imported. */
class ImportRingProducersTests {

	@TempDir
	Path directory;

	@Test
	void interfacesOfAPackageAndBelowAreBeans() {
		runner().withUserConfiguration(ByPackage.class)
			.withPropertyValues("outside=io.mmapring.spring.outside")
			.run((context) -> assertThat(context).hasSingleBean(Letters.class).hasSingleBean(Numbers.class));
	}

	@Test
	void aClassStandsForItsPackage() {
		runner().withUserConfiguration(ByClass.class)
			.run((context) -> assertThat(context).doesNotHaveBean(Letters.class).hasSingleBean(Numbers.class));
	}

	@Test
	void interfacesAreImportedOneByOneAndEachOnce() {
		runner().withUserConfiguration(ByType.class, ByTypeToo.class).run((context) -> {
			assertThat(context).hasSingleBean(Letters.class).hasSingleBean(Inherited.class);
			assertThat(context.getBean(Inherited.class)).hasToString(Inherited.class.getName() + " on ring 'base'");
			BeanDefinition definition = context.getBeanFactory().getBeanDefinition("letters");
			ResolvableType factory = definition.getResolvableType().as(FactoryBean.class);
			assertThat(factory.resolveGeneric()).isEqualTo(Letters.class);
		});
	}

	@Test
	void whenAnInterfaceAndOneThatItExtendsAreImportedBothAreBeans() {
		runner().withUserConfiguration(Both.class)
			.run((context) -> assertThat(context.getBeanNamesForType(Base.class)).hasSize(2));
	}

	@Test
	void whenTheUserHasABeanOfTheTypeItIsTaken() {
		Letters own = (letter) -> {
		};
		runner().withUserConfiguration(ByType.class)
			.withBean("own", Letters.class, () -> own)
			.run((context) -> assertThat(context.getBean(Letters.class)).isSameAs(own));
	}

	@Test
	void whenATypeIsNoProducerTheStartFails() {
		runner().withUserConfiguration(NoProducer.class)
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOf(RingSignatureException.class)
				.hasMessageContaining("@RingProducer java.lang.Runnable")
				.hasMessageContaining("rings={} (expected: one"));
	}

	@Test
	void whenATypeIsAClassTheStartFails() {
		runner().withUserConfiguration(NoInterface.class)
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOf(RingSignatureException.class)
				.hasMessageContaining("it is a class"));
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportRingProducers("${outside}")
	static class ByPackage {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportRingProducers(basePackageClasses = Numbers.class)
	static class ByClass {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportRingProducers(types = { Letters.class, Inherited.class })
	static class ByType {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportRingProducers(types = Letters.class)
	static class ByTypeToo {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportRingProducers(types = { Inherited.class, Base.class })
	static class Both {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportRingProducers(types = Runnable.class)
	static class NoProducer {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportRingProducers(types = AClass.class)
	static class NoInterface {

	}

	@RingProducer("base")
	interface Base {

		void written(String text);

	}

	interface Inherited extends Base {

	}

	@RingProducer("base")
	static class AClass {

	}

}
