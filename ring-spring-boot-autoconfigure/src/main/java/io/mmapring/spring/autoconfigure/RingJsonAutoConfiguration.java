package io.mmapring.spring.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

import io.mmapring.spring.json.JacksonCodecFactory;

/**
 * Auto-configuration of JSON for events that have no layout of their own.
 */
@AutoConfiguration(before = RingAutoConfiguration.class,
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(JsonMapper.class)
@ConditionalOnBean(JsonMapper.class)
@ConditionalOnBooleanProperty(name = { "ring.enabled", "ring.json.enabled" }, matchIfMissing = true)
public final class RingJsonAutoConfiguration {

	RingJsonAutoConfiguration() {
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	@ConditionalOnMissingBean(JacksonCodecFactory.class)
	JacksonCodecFactory ringJacksonCodecFactory(JsonMapper mapper) {
		return new JacksonCodecFactory(mapper);
	}

}
