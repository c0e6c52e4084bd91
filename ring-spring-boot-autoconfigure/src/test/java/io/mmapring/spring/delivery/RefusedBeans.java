package io.mmapring.spring.delivery;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ContextConsumer;

import io.mmapring.spring.RingSignatureException;

import static org.assertj.core.api.Assertions.assertThat;

/** Beans with methods that cannot work, and applications that do not start with them. */
final class RefusedBeans {

	private RefusedBeans() {
	}

	static ContextConsumer<AssertableApplicationContext> refused(Class<?> bean, String problem) {
		return (context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(RingSignatureException.class)
			.hasMessageContaining(bean.getName())
			.hasMessageContaining(problem);
	}

}
