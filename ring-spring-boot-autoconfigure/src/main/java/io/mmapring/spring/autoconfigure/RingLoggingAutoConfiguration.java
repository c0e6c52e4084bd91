package io.mmapring.spring.autoconfigure;

import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

import io.mmapring.spring.delivery.ListenerLabels;
import io.mmapring.spring.observation.MdcLabels;

/**
 * Auto-configuration of labels on the log lines of listeners' threads.
 */
@AutoConfiguration(before = RingAutoConfiguration.class)
@ConditionalOnClass(MDC.class)
@ConditionalOnBooleanProperty(name = "ring.enabled", matchIfMissing = true)
@ConditionalOnProperty("ring.logging.mdc")
public final class RingLoggingAutoConfiguration {

	RingLoggingAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(ListenerLabels.class)
	MdcLabels ringMdcLabels(RingProperties properties) {
		return new MdcLabels(properties.getLogging().getMdc() == MdcKeys.EVENT);
	}

}
