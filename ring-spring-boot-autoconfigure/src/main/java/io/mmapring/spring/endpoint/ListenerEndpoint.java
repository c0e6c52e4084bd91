package io.mmapring.spring.endpoint;

import java.util.List;

/**
 * A listener as it was found, before it runs.
 *
 * @param id its name
 * @param ring name of the ring
 * @param group name of the consumer group
 * @param after groups or listeners that it stays behind
 * @param place the annotation and the method, in words
 * @param signature how to call the method
 * @param settings how to run it
 */
public record ListenerEndpoint(String id, String ring, String group, List<String> after, String place,
		ListenerSignature signature, ListenerSettings settings) {
}
