/**
 * The rings of an application: opened, shared by its threads, closed. Internal.
 */
@NullMarked
package io.mmapring.spring.rings;

import org.jspecify.annotations.NullMarked;
