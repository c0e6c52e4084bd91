package io.mmapring.codec;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;

/**
 * A component as it is declared, in a record or by the methods of an interface.
 *
 * @param place its type and its name
 * @param type its class
 * @param generic its class with type arguments
 * @param annotations where its annotations are
 */
record Declared(Place place, Class<?> type, Type generic, AnnotatedElement annotations) {

	Declared part(Class<?> type, Type generic) {
		return new Declared(this.place, type, generic, this.annotations);
	}

}
