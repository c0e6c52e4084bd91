package io.mmapring.sample;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /hang?on=true} makes the group {@code delays} hang, {@code on=false} lets
 * it go on.
 */
@RestController
@Profile(SampleApplication.CONSUMER)
class HangController {

	private final Hang hang;

	HangController(Hang hang) {
		this.hang = hang;
	}

	@PostMapping("/hang")
	String hang(@RequestParam boolean on) {
		this.hang.set(on);
		return on ? "delays hangs\n" : "delays goes on\n";
	}

}
