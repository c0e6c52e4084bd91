package io.mmapring.cli;

/** How payloads are shown, which may hold what is nobody's business. */
enum PayloadForm {

	/** Not at all. */
	NONE,

	/** In words, as far as the ring says how they lie. */
	DECODED,

	/** In hexadecimal digits. */
	HEX

}
