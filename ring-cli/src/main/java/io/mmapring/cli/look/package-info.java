/**
 * How commands look at a ring: which file, and for how long.
 */
@NullMarked
package io.mmapring.cli.look;

import org.jspecify.annotations.NullMarked;
