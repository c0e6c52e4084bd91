package io.mmapring.spring.rings;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

import org.agrona.DirectBuffer;

/**
 * Looks at the header of an SBE message with the generated decoders, whose classes are
 * only known when the application runs.
 */
final class SbeHeader {

	private final int length;

	private final int template;

	private final int schema;

	private final MethodHandle wrap;

	private final MethodHandle templateId;

	private final MethodHandle schemaId;

	private SbeHeader(Object decoder, Object header) throws ReflectiveOperationException {
		this.length = number(header, "encodedLength");
		this.template = number(decoder, "sbeTemplateId");
		this.schema = number(decoder, "sbeSchemaId");
		Method wrap = header.getClass().getMethod("wrap", DirectBuffer.class, int.class);
		this.wrap = MethodHandles.insertArguments(MethodHandles.publicLookup().unreflect(wrap).bindTo(header), 1, 0)
			.asType(MethodType.methodType(void.class, DirectBuffer.class));
		this.templateId = getter(header, "templateId");
		this.schemaId = getter(header, "schemaId");
	}

	/**
	 * Whether bytes are a message of a decoder: {@code (DirectBuffer, int)boolean}.
	 * @param decoder the decoder
	 * @param header decoder of the header
	 * @return tells it from the header
	 */
	static MethodHandle accepts(Object decoder, Object header) throws ReflectiveOperationException {
		return MethodHandles.lookup()
			.findVirtual(SbeHeader.class, "isOfTemplate",
					MethodType.methodType(boolean.class, DirectBuffer.class, int.class))
			.bindTo(new SbeHeader(decoder, header));
	}

	private static int number(Object object, String method) throws ReflectiveOperationException {
		return (int) object.getClass().getMethod(method).invoke(object);
	}

	private static MethodHandle getter(Object header, String method) throws ReflectiveOperationException {
		return MethodHandles.publicLookup()
			.unreflect(header.getClass().getMethod(method))
			.bindTo(header)
			.asType(MethodType.methodType(int.class));
	}

	boolean isOfTemplate(DirectBuffer buffer, int length) throws Throwable {
		if (length < this.length) {
			return false;
		}
		this.wrap.invokeExact(buffer);
		return (int) this.templateId.invokeExact() == this.template && (int) this.schemaId.invokeExact() == this.schema;
	}

}
