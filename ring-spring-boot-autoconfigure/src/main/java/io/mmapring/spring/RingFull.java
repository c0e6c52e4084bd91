package io.mmapring.spring;

import java.time.Duration;
import java.util.List;

/**
 * Application event: producers of this application find no room because groups have not
 * moved for {@code ring.health.blocked-producer-timeout}. Once until there is room again.
 *
 * @param ring name of the ring
 * @param groups the groups in the way
 * @param full for how long the ring has been full
 */
public record RingFull(String ring, List<String> groups, Duration full) {
}
