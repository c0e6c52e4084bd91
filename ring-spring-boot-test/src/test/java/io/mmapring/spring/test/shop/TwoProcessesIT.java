package io.mmapring.spring.test.shop;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import io.mmapring.spring.test.RingPump;
import io.mmapring.spring.test.RingTest;
import io.mmapring.spring.test.printing.Printer;
import io.mmapring.spring.test.process.ForkedRingProcess;
import io.mmapring.spring.test.process.ForkedRingProcessExtension;
import io.mmapring.spring.test.process.ForkedRingProcesses;

import static org.assertj.core.api.Assertions.assertThat;

/** A test's context and a second process share its rings. */
@RingTest(excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Risk.class))
@ExtendWith(ForkedRingProcessExtension.class)
@MockitoBean(types = Limits.class)
class TwoProcessesIT {

	@Value("${ring.directory}")
	private Path directory;

	@Autowired
	private Orders orders;

	@Test
	void theOtherProcessTakesWhatTheTestSends(ForkedRingProcesses processes, @Autowired RingPump pump) {
		ForkedRingProcess printer = processes.start(ForkedRingProcess.springApplication(Printer.class)
			.withProperty("ring.directory", this.directory)
			.withProperty("spring.main.web-application-type", "none"));
		printer.awaitLine(".*Started Printer.*");
		this.orders.placed(OrderPlaced.of(1));
		assertThat(printer.awaitLine("printed .*")).isEqualTo("printed " + OrderPlaced.of(1));
		assertThat(pump.drain()).as("events that listeners of this process take").isZero();
	}

}
