/**
 * Events as JSON, where Jackson is there.
 */
@NullMarked
package io.mmapring.spring.json;

import org.jspecify.annotations.NullMarked;
