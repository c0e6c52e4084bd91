package io.mmapring.spring.listener;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.mmapring.spring.RingContexts;
import io.mmapring.spring.RingListener;
import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingSignatureException;
import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.shop.OrderPlaced;

import static org.assertj.core.api.Assertions.assertThat;

/** Methods that are called through proxies, or are inherited. */
class ListenerProxyTests {

	@TempDir
	Path directory;

	@Test
	void aMethodOfAnInterfaceIsCalledThroughItsProxy() {
		Calls calls = new Calls();
		runner().withBean(InterfaceProxies.class, () -> new InterfaceProxies(calls))
			.withBean("taker", Taker.class, () -> new OrderTaker(calls))
			.run((context) -> {
				context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(7));
				RingContexts.until(() -> calls.seen.size() == 2);
				assertThat(calls.seen).containsExactly("advice on", "order 7");
				assertThat(context.getBean("taker")).isNotInstanceOf(OrderTaker.class);
			});
	}

	@Test
	void whenTheProxyHidesTheMethodTheStartFails() {
		Calls calls = new Calls();
		runner().withBean(InterfaceProxies.class, () -> new InterfaceProxies(calls))
			.withBean("hidden", Taker.class, () -> new HiddenTaker(calls))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RingSignatureException.class)
				.hasMessageContaining("make the method visible in the bean's proxy"));
	}

	@Test
	void aSpyIsCalled() {
		Calls calls = new Calls();
		runner().withBean("taker", OrderTaker.class, () -> Mockito.spy(new OrderTaker(calls))).run((context) -> {
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(7));
			RingContexts.until(() -> calls.seen.size() == 1);
			Mockito.verify(context.getBean(OrderTaker.class)).on(OrderPlaced.of(7));
		});
	}

	@Test
	void whenBeansAreLazyListenersTakeEventsAllTheSame() {
		Calls calls = new Calls();
		runner()
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withBean("taker", OrderTaker.class, () -> new OrderTaker(calls))
			.run((context) -> {
				context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(7));
				RingContexts.until(() -> calls.seen.size() == 1);
			});
	}

	@Test
	void privateAndInheritedMethodsAreListeners() {
		Calls calls = new Calls();
		runner().withBean(Inherited.class, () -> new Inherited(calls)).run((context) -> {
			context.getBean(RingTemplate.class).send("orders", OrderPlaced.of(7));
			RingContexts.until(() -> calls.seen.size() == 4);
			assertThat(calls.seen).containsExactlyInAnyOrder("private 7", "generic 7", "bridged 7", "default 7");
			assertThat(context.getBean(RingListenerRegistry.class).all()).hasSize(4);
		});
	}

	private ApplicationContextRunner runner() {
		return RingContexts.in(this.directory);
	}

	static class Calls {

		final List<String> seen = new CopyOnWriteArrayList<>();

	}

	interface Taker {

		@RingListener("orders")
		void on(OrderPlaced order);

	}

	static class OrderTaker implements Taker {

		private final Calls calls;

		OrderTaker(Calls calls) {
			this.calls = calls;
		}

		@Override
		public void on(OrderPlaced order) {
			this.calls.seen.add("order " + order.id());
		}

	}

	static class HiddenTaker extends OrderTaker {

		HiddenTaker(Calls calls) {
			super(calls);
		}

		@RingListener("orders")
		void hidden(OrderPlaced order) {
			// never called
		}

	}

	static class InterfaceProxies implements BeanPostProcessor {

		private final Calls calls;

		InterfaceProxies(Calls calls) {
			this.calls = calls;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (!(bean instanceof Taker)) {
				return bean;
			}
			ProxyFactory factory = new ProxyFactory(bean);
			factory.addAdvice((MethodInterceptor) (invocation) -> {
				this.calls.seen.add("advice " + invocation.getMethod().getName());
				return invocation.proceed();
			});
			return factory.getProxy(getClass().getClassLoader());
		}

	}

	abstract static class Generic<T extends Record> {

		@RingListener(ring = "orders", id = "generic")
		void generic(T event) {
			took("generic", event);
		}

		@RingListener(ring = "orders", id = "bridged")
		abstract void bridged(T event);

		abstract void took(String how, T event);

	}

	interface Defaults {

		Calls calls();

		@RingListener(ring = "orders", id = "default")
		default void take(OrderPlaced order) {
			calls().seen.add("default " + order.id());
		}

	}

	static class Inherited extends Generic<OrderPlaced> implements Defaults {

		private final Calls calls;

		Inherited(Calls calls) {
			this.calls = calls;
		}

		@Override
		public Calls calls() {
			return this.calls;
		}

		@SuppressWarnings("unused")
		@RingListener(ring = "orders", id = "private")
		private void hidden(OrderPlaced order) {
			took("private", order);
		}

		@Override
		void bridged(OrderPlaced order) {
			took("bridged", order);
		}

		@Override
		void took(String how, OrderPlaced order) {
			this.calls.seen.add(how + " " + order.id());
		}

	}

}
