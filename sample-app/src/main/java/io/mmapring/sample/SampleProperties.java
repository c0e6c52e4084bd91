package io.mmapring.sample;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the sample is to do.
 *
 * @param rate flights a second; 0 for as many as go
 * @param loop whether to begin again at the end, until it is stopped
 * @param replay number of the replay: the producer's own, and the one whose end ends the
 * consumer; 0 there for any
 * @param output folder of the journal and the alerts
 * @param delays the group {@code delays}
 */
@ConfigurationProperties("sample")
record SampleProperties(@DefaultValue("2000") int rate, boolean loop, long replay, Path output,
		@DefaultValue Delays delays) {

	/**
	 * The group {@code delays}.
	 *
	 * @param hang whether it hangs from the start
	 */
	record Delays(boolean hang) {
	}

}
