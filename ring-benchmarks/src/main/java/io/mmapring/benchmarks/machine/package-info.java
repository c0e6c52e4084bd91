/**
 * What the machine is like, and how to start further processes on it.
 */
@NullMarked
package io.mmapring.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
