package io.mmapring.codec;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * A component of an interface: a method that reads it, one that writes it, or both.
 *
 * @param declared name, type and annotations
 * @param getter reads it
 * @param setter writes it
 */
record ViewProperty(Declared declared, @Nullable Method getter, @Nullable Method setter) {

	ViewProperty with(ViewProperty other) {
		if (this.declared.type() != other.declared.type()) {
			throw this.declared.place()
				.refused(this.declared.generic().getTypeName() + " and " + other.declared.generic().getTypeName(),
						"one type in getter and setter", "make them the same");
		}
		boolean annotated = this.declared.annotations().getAnnotations().length > 0;
		return new ViewProperty(annotated ? this.declared : other.declared,
				(this.getter != null) ? this.getter : other.getter, (this.setter != null) ? this.setter : other.setter);
	}

}
