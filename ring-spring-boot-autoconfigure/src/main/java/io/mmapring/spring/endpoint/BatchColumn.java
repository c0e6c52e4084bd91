package io.mmapring.spring.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of each event of a batch beside the event, for an argument that has a list
 * of it.
 */
@FunctionalInterface
public interface BatchColumn {

	/**
	 * Take it from where the event lies.
	 * @param context at the event
	 * @return what to keep
	 */
	@Nullable Object of(DeliveryContext context);

}
