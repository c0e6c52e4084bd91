/**
 * How long it takes until a ring, or an application with one, is there.
 */
@NullMarked
package io.mmapring.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
