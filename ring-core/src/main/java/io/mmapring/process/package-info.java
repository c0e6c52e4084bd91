/**
 * Who is attached and who is dead: participants, lock files, liveness.
 */
@NullMarked
package io.mmapring.process;

import org.jspecify.annotations.NullMarked;
