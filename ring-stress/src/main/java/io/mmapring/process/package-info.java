/**
 * The one stress test of what only this package of the core may write.
 */
@NullMarked
package io.mmapring.process;

import org.jspecify.annotations.NullMarked;
