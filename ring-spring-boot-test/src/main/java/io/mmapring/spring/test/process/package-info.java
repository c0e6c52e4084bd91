/**
 * Further processes for tests: what is said of death and of two processes can only be
 * tested with real ones.
 */
@NullMarked
package io.mmapring.spring.test.process;

import org.jspecify.annotations.NullMarked;
