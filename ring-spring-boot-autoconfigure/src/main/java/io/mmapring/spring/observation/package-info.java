/**
 * Observations of what is sent and handled, for traces and timers, by Micrometer.
 */
@NullMarked
package io.mmapring.spring.observation;

import org.jspecify.annotations.NullMarked;
