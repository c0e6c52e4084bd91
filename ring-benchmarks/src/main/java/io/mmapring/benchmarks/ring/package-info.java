/**
 * The ring, by its own interfaces.
 */
@NullMarked
package io.mmapring.benchmarks.ring;

import org.jspecify.annotations.NullMarked;
