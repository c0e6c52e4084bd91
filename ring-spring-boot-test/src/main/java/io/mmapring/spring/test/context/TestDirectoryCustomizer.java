package io.mmapring.spring.test.context;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Lets the rings of a test context lie in a folder of its own, so that no test meets the
 * rings of its user, of another test or of another context.
 * <p>
 * What the test itself says (its properties, arguments and system properties) goes
 * before; what the application's configuration or the user's environment says does not.
 */
record TestDirectoryCustomizer() implements ContextCustomizer {

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		TestDirectory directory = new TestDirectory();
		MutablePropertySources sources = context.getEnvironment().getPropertySources();
		DirectorySource source = new DirectorySource(directory);
		if (sources.contains(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
			sources.addAfter(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, source);
		}
		else {
			sources.addFirst(source);
		}
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		// the first to be registered is the last to be destroyed: behind the rings, also
		// when the start fails
		((DefaultSingletonBeanRegistry) beanFactory).registerDisposableBean(TestDirectory.class.getName(), directory);
	}

	/** Makes the folder only if nobody before has named another one. */
	private static final class DirectorySource extends EnumerablePropertySource<TestDirectory> {

		private static final String KEY = "ring.directory";

		DirectorySource(TestDirectory directory) {
			super("ringTestDirectory", directory);
		}

		@Override
		public String[] getPropertyNames() {
			return new String[] { KEY };
		}

		@Override
		public @Nullable Object getProperty(String name) {
			return KEY.equals(name) ? this.source.path().toString() : null;
		}

	}

}
