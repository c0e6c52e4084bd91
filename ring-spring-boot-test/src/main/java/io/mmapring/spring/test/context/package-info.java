/**
 * How a test's application context comes by a folder of its own for its rings, and by the
 * beans of its test. Internal.
 */
@NullMarked
package io.mmapring.spring.test.context;

import org.jspecify.annotations.NullMarked;
