package io.mmapring.spring.test.context;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.test.context.MergedContextConfiguration;

import io.mmapring.spring.RingTemplate;
import io.mmapring.spring.autoconfigure.RingAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the rings of a test context lie. */
class TestDirectoryCustomizerTests {

	private static final String KEY = "ring.directory";

	private final MergedContextConfiguration configuration = new MergedContextConfiguration(getClass(), null, null,
			null, null);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RingAutoConfiguration.class))
		.withInitializer(this::customize);

	private void customize(ConfigurableApplicationContext context) {
		new TestDirectoryCustomizer().customizeContext(context, this.configuration);
	}

	@Test
	void aContextHasAFolderThatIsRemovedWithIt() {
		Path[] folder = new Path[1];
		this.runner.run((context) -> {
			context.getBean(RingTemplate.class).send("orders", "a text");
			folder[0] = Path.of(context.getEnvironment().getRequiredProperty(KEY));
			assertThat(folder[0].resolve("orders")).isDirectory();
		});
		assertThat(folder[0].getParent()).doesNotExist();
	}

	@Test
	void twoContextsHaveTwo() {
		this.runner.run((first) -> this.runner.run((second) -> assertThat(first.getEnvironment().getProperty(KEY))
			.isNotEqualTo(second.getEnvironment().getProperty(KEY))));
	}

	@Test
	void itIsRemovedWhenTheStartFails() {
		Path[] folder = new Path[1];
		this.runner.withBean("failing", Object.class, () -> {
			throw new IllegalStateException("as tested");
		}).withInitializer((context) -> {
			folder[0] = Path.of(context.getEnvironment().getRequiredProperty(KEY));
			assertThat(Files.isDirectory(folder[0].getParent())).isTrue();
		}).run((context) -> assertThat(context).getFailure().isInstanceOf(BeanCreationException.class));
		assertThat(folder[0].getParent()).doesNotExist();
	}

	@Test
	void theApplicationsConfigurationDoesNotCount() {
		this.runner.withInitializer((context) -> sources(context).addLast(source("application.yml")))
			.run((context) -> assertThat(context.getEnvironment().getProperty(KEY)).contains("ring-test-"));
	}

	@Test
	void whatTheTestSaysCounts() {
		this.runner.withInitializer((context) -> sources(context).addFirst(source("Inlined Test Properties")))
			.run((context) -> assertThat(context.getEnvironment().getProperty(KEY)).isEqualTo("elsewhere"));
	}

	@Test
	void systemPropertiesCountTheEnvironmentDoesNot() {
		this.runner.run((context) -> assertThat(sources(context).stream().map((source) -> source.getName()))
			.containsSubsequence(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, "ringTestDirectory",
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME));
	}

	private static MutablePropertySources sources(ConfigurableApplicationContext context) {
		return context.getEnvironment().getPropertySources();
	}

	private static MapPropertySource source(String name) {
		return new MapPropertySource(name, Map.of(KEY, "elsewhere"));
	}

}
