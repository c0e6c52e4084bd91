package io.mmapring.spring.rings;

import java.util.List;

import io.mmapring.group.StartFrom;

/**
 * A consumer group that a listener of this application is.
 *
 * @param group its name
 * @param listener id of the listener
 * @param after groups or listeners that it stays behind
 * @param startFrom where it starts if the ring does not know it
 * @param shards how many shards share its load
 */
public record GroupUse(String group, String listener, List<String> after, StartFrom startFrom, int shards) {
}
