package io.mmapring.spring.listener;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.AliasFor;

import io.mmapring.spring.AckMode;
import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerContainer;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.endpoint.ListenerSettings;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** Which beans and methods are listeners. */
class ListenerBeansTests {

	@TempDir
	Path directory;

	@Test
	void aComposedAnnotationIsAListener() {
		runner().withBean(Composed.class).run((context) -> {
			RingListenerContainer container = context.getBean(RingListenerRegistry.class).get("composed");
			assertThat(container.ring()).isEqualTo("orders");
			assertThat(container.group()).isEqualTo("audit");
		});
	}

	@Test
	void aMethodMayListenTwice() {
		runner().withBean(Twice.class).run((context) -> {
			context.getBean(RingTemplate.class).send("orders", "one");
			context.getBean(RingTemplate.class).send("audit", "two");
			Twice twice = context.getBean(Twice.class);
			RingContexts.until(() -> twice.texts.size() == 2);
			assertThat(twice.texts).containsExactlyInAnyOrder("one", "two");
		});
	}

	@Test
	void aProxiedBeanIsCalledThroughItsProxy() {
		runner().withUserConfiguration(Proxying.class).run((context) -> {
			RingContexts.send(context.getBean(RingTemplate.class), 0, 1);
			Proxying proxying = context.getBean(Proxying.class);
			RingContexts.until(() -> proxying.calls.size() == 1);
			assertThat(proxying.calls).containsExactly("on");
		});
	}

	@Test
	void whenABeanIsAPrototypeTheListenerIsRefused() {
		runner().withUserConfiguration(Prototypes.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RingSignatureException.class)
				.hasMessageContaining("singleton"));
	}

	@Test
	void whenAListIsToBeAcknowledgedOneByOneTheStartFails() {
		runner().withBean(Batches.class)
			.withPropertyValues("ring.listener.ack-mode=record")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("ack-mode=record"));
	}

	@Test
	void whenAnAttributeCannotBeReadTheStartFails() {
		runner().withBean(BadAttribute.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RingSignatureException.class)
				.hasMessageContaining("ackMode=often (expected: one of batch, record, manual)"));
	}

	@Test
	void whenTwoListenersAreTheSameGroupTheStartFails() {
		runner().withBean(SameGroup.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RingSignatureException.class)
				.hasMessageContaining("group='same' of ring 'orders'"));
	}

	@Test
	void propertiesGoBeforeAttributesAndBehindTheConfiguration() {
		runner().withBean(WithProperties.class)
			.withPropertyValues("ring.listeners.set.ack-mode=batch", "size=2", "drained=false")
			.run((context) -> {
				ListenerSettings settings = ((ListenerContainer) context.getBean(RingListenerRegistry.class).get("set"))
					.settings();
				assertThat(settings.maxBatchSize()).isEqualTo(2);
				assertThat(settings.ackMode()).isEqualTo(AckMode.BATCH);
				assertThat(settings.drain()).isFalse();
				assertThat(settings.stopTimeout()).isEqualTo(Duration.ofSeconds(3));
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			colour=red | properties={colour=red} (expected: keys and values as of ring.listeners.<id>)
			ack-mode=often | properties={ack-mode=often} (expected: keys and values as of ring.listeners.<id>)
			Bad Key=1 | properties={Bad Key=1} (expected: keys and values as of ring.listeners.<id>)
			colour | properties=colour (expected: key=value)
			max-batch-size=0 | properties of @RingListener 'bad': max-batch-size
			""")
	void whenAPropertyCannotBeReadTheStartFails(String property, String message) {
		runner().withBean(BadProperties.class)
			.withPropertyValues("bad=" + property)
			.run((context) -> assertThat(causes(context.getStartupFailure())).contains(message));
	}

	private static String causes(Throwable ex) {
		return Stream.iterate(ex, Objects::nonNull, Throwable::getCause)
			.map((cause) -> String.valueOf(cause.getMessage()))
			.collect(Collectors.joining("\n"));
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory);
	}

	static class Batches {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		final List<Integer> sizes = new CopyOnWriteArrayList<>();

		final List<Long> firsts = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "batches", maxBatchSize = "${size:4}")
		void on(long first, List<OrderPlaced> orders) {
			this.sizes.add(orders.size());
			this.firsts.add(first);
			orders.forEach((order) -> this.ids.add(order.id()));
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@RingListener(ring = "orders", group = "audit")
	@interface Audited {

		@AliasFor(annotation = RingListener.class, attribute = "id")
		String name();

	}

	static class Composed {

		@Audited(name = "composed")
		void on(OrderPlaced order) {
			// never called
		}

	}

	static class Twice {

		final List<String> texts = new CopyOnWriteArrayList<>();

		@RingListener(ring = "orders", id = "first")
		@RingListener(ring = "audit", id = "second")
		void on(String text) {
			this.texts.add(text);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Proxying implements BeanPostProcessor {

		final List<String> calls = new ArrayList<>();

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (!(bean instanceof Proxied)) {
				return bean;
			}
			ProxyFactory factory = new ProxyFactory(bean);
			factory.setProxyTargetClass(true);
			factory.addAdvice((org.aopalliance.intercept.MethodInterceptor) (invocation) -> {
				this.calls.add(invocation.getMethod().getName());
				return invocation.proceed();
			});
			return factory.getProxy(getClass().getClassLoader());
		}

		@Bean
		Proxied proxied() {
			return new Proxied();
		}

		static class Proxied {

			@RingListener("orders")
			void on(OrderPlaced order) {
				// only counted
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Prototypes {

		@Bean
		@Scope("prototype")
		Plain plain() {
			return new Plain();
		}

		@Bean
		String user(Plain plain) {
			return plain.toString();
		}

	}

	static class Plain {

		@RingListener("orders")
		void on(OrderPlaced order) {
			// never called
		}

	}

	static class SameGroup {

		@RingListener(ring = "orders", group = "same")
		void one(OrderPlaced order) {
			// never called
		}

		@RingListener(ring = "orders", group = "same")
		void two(OrderPlaced order) {
			// never called
		}

	}

	static class BadAttribute {

		@RingListener(ring = "orders", ackMode = "often")
		void on(OrderPlaced order) {
			// never called
		}

	}

	static class WithProperties {

		@RingListener(ring = "orders", id = "set", maxBatchSize = "7", properties = {
				"max-batch-size=${size}\nack-mode=record", "shutdown.drain=${drained}", "shutdown.timeout=3s" })
		void on(OrderPlaced order) {
			// never called
		}

	}

	static class BadProperties {

		@RingListener(ring = "orders", id = "bad", properties = "${bad}")
		void on(OrderPlaced order) {
			// never called
		}

	}

}
