/**
 * Exceptions and argument checks.
 *
 * @serial exclude
 */
@NullMarked
package io.mmapring.error;

import org.jspecify.annotations.NullMarked;
