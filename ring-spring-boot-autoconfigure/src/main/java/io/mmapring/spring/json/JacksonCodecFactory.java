package io.mmapring.spring.json;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import tools.jackson.databind.json.JsonMapper;

import io.mmapring.event.RingCodec;
import io.mmapring.spring.RingCodecFactory;

/**
 * Writes as JSON what has no layout of its own, by the application's mapper.
 */
public final class JacksonCodecFactory implements RingCodecFactory {

	private static final Log logger = LogFactory.getLog(JacksonCodecFactory.class);

	private final JsonMapper mapper;

	/**
	 * Write by a mapper.
	 * @param mapper the mapper
	 */
	public JacksonCodecFactory(JsonMapper mapper) {
		this.mapper = mapper;
	}

	@Override
	public <T> RingCodec<T> codec(Class<T> type) {
		logger.info("Events of type %s are JSON, which makes objects; for the hot path use a record with a fixed layout"
			.formatted(type.getName()));
		return new JacksonCodec<>(this.mapper, type);
	}

}
