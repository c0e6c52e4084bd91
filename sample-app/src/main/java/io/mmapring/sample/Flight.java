package io.mmapring.sample;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.mmapring.event.Chars;
import io.mmapring.event.RingEvent;

/**
 * A flight: 40 bytes in the ring.
 *
 * @param replay number of the replay that it belongs to
 * @param number its number in the replay, from 0
 * @param dateMinutes day and local time, in minutes since 1970
 * @param delayMinutes minutes late; negative if early
 * @param distanceMiles distance in miles
 * @param origin code of the airport of departure
 * @param destination code of the airport of arrival
 * @param last whether the replay ends with it
 */
@RingEvent
record Flight(long replay, long number, long dateMinutes, short delayMinutes, short distanceMiles,
		@Chars(3) String origin, @Chars(3) String destination, boolean last) {

	private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

	static Flight parse(long replay, long number, String csv) {
		String[] values = csv.split(",", -1);
		long date = LocalDateTime.parse(values[0], MINUTE).toEpochSecond(ZoneOffset.UTC) / 60;
		return new Flight(replay, number, date, Short.parseShort(values[1]), Short.parseShort(values[2]), values[3],
				values[4], false);
	}

	Flight asLast() {
		return new Flight(this.replay, this.number, this.dateMinutes, this.delayMinutes, this.distanceMiles,
				this.origin, this.destination, true);
	}

	/** The flight as it stands in the source, without its number. */
	String csv() {
		return MINUTE.format(date()) + ',' + this.delayMinutes + ',' + this.distanceMiles + ',' + this.origin + ','
				+ this.destination;
	}

	LocalDateTime date() {
		return LocalDateTime.ofEpochSecond(this.dateMinutes * 60, 0, ZoneOffset.UTC);
	}

}
