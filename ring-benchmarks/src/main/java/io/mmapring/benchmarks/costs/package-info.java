/**
 * What single steps cost one thread, measured by JMH.
 */
@NullMarked
package io.mmapring.benchmarks.costs;

import org.jspecify.annotations.NullMarked;
