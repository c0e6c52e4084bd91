/**
 * Stress tests of the doorbell, which only this package of the core may arm.
 */
@NullMarked
package io.mmapring.wait;

import org.jspecify.annotations.NullMarked;
