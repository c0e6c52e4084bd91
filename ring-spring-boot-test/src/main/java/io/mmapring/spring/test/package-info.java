/**
 * What a test of an application that uses rings asks for: the slice, listeners that run
 * in the test's thread, recorders and faults.
 */
@NullMarked
package io.mmapring.spring.test;

import org.jspecify.annotations.NullMarked;
