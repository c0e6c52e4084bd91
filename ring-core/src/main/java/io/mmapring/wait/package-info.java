/**
 * How a thread waits.
 */
@NullMarked
package io.mmapring.wait;

import org.jspecify.annotations.NullMarked;
