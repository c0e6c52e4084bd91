/** Consumer groups in a ring file: names, dependencies, positions, owners. */
@NullMarked
package io.mmapring.group;

import org.jspecify.annotations.NullMarked;
