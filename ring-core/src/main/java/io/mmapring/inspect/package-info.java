/**
 * Read-only looks for health, metrics and tools.
 */
@NullMarked
package io.mmapring.inspect;

import org.jspecify.annotations.NullMarked;
