/**
 * Named readers of a ring: the table of groups, their order and where they start.
 */
@NullMarked
package io.mmapring.group;

import org.jspecify.annotations.NullMarked;
