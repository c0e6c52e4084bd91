/**
 * How the values of events lie in a payload, and the code that writes and reads them.
 */
@NullMarked
package io.mmapring.codec;

import org.jspecify.annotations.NullMarked;
