package io.mmapring.spring.rings;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.mmapring.Ring;
import io.mmapring.event.EventHeader;
import io.mmapring.spring.RingSignatureException;

/**
 * A header that a method sets or takes, so that the ring must have it.
 *
 * @param header the header, or {@code null} for one of the application's own
 * @param place the method, in words
 */
public record HeaderUse(@Nullable EventHeader header, String place) {

	void check(Ring ring) {
		String key = "ring.rings." + ring.name() + ".";
		EventHeader header = this.header;
		if (header == null) {
			if (ring.userHeaderBytes() == 0) {
				throw new RingSignatureException(this.place,
						"ring '%s' has no room for headers of the application's own".formatted(ring.name()),
						"create it with " + key + "user-header-size, for example 64B, or leave the header out");
			}
		}
		else if (!ring.eventHeaders().contains(header)) {
			String name = header.name().toLowerCase(Locale.ROOT).replace('_', '-');
			throw new RingSignatureException(this.place, "ring '%s' has no header %s".formatted(ring.name(), name),
					"create it with " + key + "headers=" + name + ", or leave the argument out");
		}
	}

}
