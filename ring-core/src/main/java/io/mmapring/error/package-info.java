/**
 * Exceptions and argument checks.
 */
@NullMarked
package io.mmapring.error;

import org.jspecify.annotations.NullMarked;
