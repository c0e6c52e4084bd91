package io.mmapring.spring.producer;

import org.springframework.beans.factory.aot.BeanRegistrationExcludeFilter;
import org.springframework.beans.factory.support.RegisteredBean;

/**
 * Keeps the registrar out of code that is generated ahead of time: what it found is in
 * there already.
 */
final class RegistrarNotAhead implements BeanRegistrationExcludeFilter {

	@Override
	public boolean isExcludedFromAotProcessing(RegisteredBean bean) {
		return bean.getBeanClass() == RingProducerRegistrar.class;
	}

}
