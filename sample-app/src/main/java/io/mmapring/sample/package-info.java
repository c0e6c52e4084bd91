/**
 * Flights that are replayed through a ring, by one process or two.
 */
@NullMarked
package io.mmapring.sample;

import org.jspecify.annotations.NullMarked;
