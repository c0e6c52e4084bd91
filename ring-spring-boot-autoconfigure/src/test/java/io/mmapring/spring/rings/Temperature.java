package io.mmapring.spring.rings;

/** Neither a record nor known to anybody but its codec. */
class Temperature {

	final int millikelvin;

	Temperature(int millikelvin) {
		this.millikelvin = millikelvin;
	}

}
