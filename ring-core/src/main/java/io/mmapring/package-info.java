/**
 * Ring: events between threads and processes of one host.
 */
@NullMarked
package io.mmapring;

import org.jspecify.annotations.NullMarked;
