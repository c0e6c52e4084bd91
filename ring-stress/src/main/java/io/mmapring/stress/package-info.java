/**
 * Stress tests of the ordered accesses to a ring file, with the classes of the core.
 */
@NullMarked
package io.mmapring.stress;

import org.jspecify.annotations.NullMarked;
