/**
 * What can be wrong with a ring, why, and what to do.
 */
@NullMarked
package io.mmapring.cli.doctor;

import org.jspecify.annotations.NullMarked;
