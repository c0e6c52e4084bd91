package io.mmapring.spring.test.shop;

import java.nio.file.Path;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import io.mmapring.spring.RingListenerRegistry;
import io.mmapring.spring.RingListenerState;
import io.mmapring.spring.test.AutoConfigureRing;
import io.mmapring.spring.test.RingTest;
import io.mmapring.spring.test.TestListeners;

import static org.assertj.core.api.Assertions.assertThat;

/** Which beans the slice has. */
@RingTest(properties = "ring.rings.orders.slots=64")
@AutoConfigureRing(listeners = TestListeners.STOPPED)
@MockitoBean(types = Limits.class)
class RingTestTests {

	@Autowired
	private ApplicationContext context;

	@Value("${ring.directory}")
	private Path directory;

	@Autowired
	private RingListenerRegistry registry;

	@Test
	void hasListenersAndProducersOnly() {
		assertThat(this.context.getBeanProvider(Risk.class).stream()).hasSize(1);
		assertThat(this.context.getBeanProvider(Orders.class).stream()).hasSize(1);
		assertThat(this.context.getBeanProvider(Statistics.class).stream()).isEmpty();
	}

	@Test
	void ringsAreInAFolderOfTheContext() {
		assertThat(this.directory.toString()).contains("ring-test-");
		assertThat(this.directory.resolve("orders")).isDirectory();
	}

	@Test
	void whenStoppedListenersWaitForTheTest() {
		assertThat(this.registry.get("risk").state()).isEqualTo(RingListenerState.STOPPED);
		this.registry.start("risk");
		assertThat(this.registry.get("risk").state()).isEqualTo(RingListenerState.RUNNING);
		this.registry.stop("risk");
	}

	/** With a component more and a listener less. */
	@Nested
	@RingTest(includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Statistics.class),
			excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Risk.class))
	class Filtered {

		@Test
		void filtersSayWhatIsThere(@Autowired ApplicationContext context) {
			assertThat(context.getBeanProvider(Statistics.class).stream()).hasSize(1);
			assertThat(context.getBeanProvider(Risk.class).stream()).isEmpty();
		}

	}

}
