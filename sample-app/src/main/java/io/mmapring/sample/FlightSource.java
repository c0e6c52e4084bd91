package io.mmapring.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The flights to replay, and what the journal is compared with. */
@Component
class FlightSource {

	private final List<String> lines;

	FlightSource() throws IOException {
		String text = new ClassPathResource("flights/flights-20k.csv").getContentAsString(StandardCharsets.US_ASCII);
		this.lines = text.lines().skip(1).toList();
	}

	int count() {
		return this.lines.size();
	}

	/** The source's line for a flight; behind the last comes the first again. */
	String csv(long number) {
		return this.lines.get((int) (number % count()));
	}

}
