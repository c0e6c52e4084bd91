package io.mmapring.spring.producer;

import org.springframework.beans.factory.aot.BeanRegistrationExcludeFilter;
import org.springframework.beans.factory.support.RegisteredBean;

import io.mmapring.spring.ImportedRingProducers;

/**
 * Keeps the registrar, and where it was told to look, out of code that is generated ahead
 * of time: what it found is in there already.
 */
final class RegistrarNotAhead implements BeanRegistrationExcludeFilter {

	@Override
	public boolean isExcludedFromAotProcessing(RegisteredBean bean) {
		Class<?> beanClass = bean.getBeanClass();
		return beanClass == RingProducerRegistrar.class || beanClass == ImportedRingProducers.class;
	}

}
