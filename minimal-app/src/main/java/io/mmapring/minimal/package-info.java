/**
 * The smallest application that uses rings.
 */
@NullMarked
package io.mmapring.minimal;

import org.jspecify.annotations.NullMarked;
