/**
 * Mapping, layout, header check and ordered access: the only room with raw memory.
 */
@NullMarked
package io.mmapring.file;

import org.jspecify.annotations.NullMarked;
