/**
 * Health, metrics and the endpoint of a ring.
 */
@NullMarked
package io.mmapring.spring.actuate;

import org.jspecify.annotations.NullMarked;
