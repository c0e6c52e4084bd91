package io.mmapring.spring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an editor shows of {@code ring.*}: each key with description, type, default and,
 * where there are only some values or one must guess their form, with these.
 */
class RingMetadataTests {

	/** A field with the comment before it. */
	private static final Pattern FIELD = Pattern
		.compile("(/\\*\\*(?:(?!\\*/).)*\\*/)?\\s*\n\tprivate ([^;={]+?)[ ]*(?:=|;)", Pattern.DOTALL);

	private final Map<String, Map<String, Object>> properties = named("properties");

	private final Map<String, Map<String, Object>> hints = named("hints");

	@Test
	void everyKeyIsThereAndNoOther() {
		Map<String, PropertyOfClass> keys = keys();
		assertThat(keys).hasSizeGreaterThan(30);
		assertThat(this.properties.keySet().stream().filter((name) -> name.startsWith("ring.")))
			.containsExactlyInAnyOrderElementsOf(
					Stream.concat(keys.keySet().stream(), Stream.of("ring.json.enabled", "ring.metrics.enabled"))
						.distinct()
						.toList());
	}

	@Test
	void everyKeyHasADescriptionAndAType() {
		assertThat(this.properties.values()).allSatisfy((property) -> {
			String description = String.valueOf(property.get("description"));
			assertThat(description).as("%s", property).endsWith(".").doesNotStartWith("The ").doesNotStartWith("A ");
			assertThat(property.get("type")).as("%s", property).isNotNull();
			String type = String.valueOf(property.get("type")).replaceAll("<.*", "");
			assertThat(ClassUtils.isPresent(type, getClass().getClassLoader())).as(type).isTrue();
		});
	}

	@Test
	void everyDefaultIsThatOfTheCode() {
		keys().forEach((key, property) -> {
			Object value = property.value();
			boolean none = value == null || value instanceof Map
					|| (value instanceof Collection<?> list && list.isEmpty());
			Object stated = Objects.requireNonNull(this.properties.get(key), key).get("defaultValue");
			if (none) {
				assertThat(stated).as(key).isNull();
			}
			else {
				assertThat(stated).as(key).isNotNull();
				assertThat(converted(stated, property)).as(key).isEqualTo(value);
			}
		});
	}

	@Test
	void everyEndpointHasItsAccess() {
		assertThat(this.properties).containsKey("management.endpoint.ring.access");
		assertThat(this.properties.get("management.endpoint.ring.access")).containsEntry("defaultValue", "read_only");
	}

	@Test
	void everyKeyOfFewValuesOffersAllOfThemWithDescriptions() {
		keys().forEach((key, property) -> {
			Class<?> type = property.type().resolve(Object.class);
			if (type.isEnum()) {
				assertThat(values(key)).as(key)
					.containsExactlyInAnyOrderElementsOf(
							Stream.of(type.getEnumConstants()).map(RingMetadataTests::kebab).toList());
				assertThat(valueHints(key))
					.allSatisfy((value) -> assertThat(String.valueOf(value.get("description"))).as(key).endsWith("."));
			}
		});
	}

	@Test
	void everyTimeOffersValuesThatWork() {
		keys().forEach((key, property) -> {
			if (property.type().resolve() == Duration.class) {
				assertThat(values(key)).as(key).isNotEmpty();
			}
		});
	}

	@Test
	void everyHintIsForAKeyAndOffersWhatCanBeRead() {
		Map<String, PropertyOfClass> keys = keys();
		this.hints.keySet().forEach((key) -> {
			PropertyOfClass property = Objects.requireNonNull(keys.get(key), key);
			valueHints(key)
				.forEach((value) -> assertThat(converted(Objects.requireNonNull(value.get("value")), property))
					.as("%s=%s", key, value)
					.isNotNull());
		});
	}

	/** Editors read the comments of these: the processor does not look into maps. */
	@ParameterizedTest
	@ValueSource(classes = { RingConfig.class, RequiredConfig.class, ListenerOverride.class })
	void everyKeyOfARingOrListenerHasADescription(Class<?> type) throws IOException {
		String source = Files.readString(Path.of("src/main/java", type.getName().replace('.', '/') + ".java"));
		Matcher matcher = FIELD.matcher(source);
		int fields = 0;
		while (matcher.find()) {
			if (!matcher.group(2).startsWith("static") && !matcher.group(2).startsWith("final")) {
				fields++;
				assertThat(matcher.group(1)).as(matcher.group(2)).isNotNull();
			}
		}
		assertThat(fields).isPositive();
	}

	private static @Nullable Object converted(Object stated, PropertyOfClass property) {
		return ApplicationConversionService.getSharedInstance()
			.convert(String.valueOf(stated), TypeDescriptor.valueOf(String.class),
					new TypeDescriptor(property.type(), null, null));
	}

	private List<String> values(String key) {
		return valueHints(key).stream().map((value) -> String.valueOf(value.get("value"))).toList();
	}

	@SuppressWarnings("unchecked")
	private List<Map<String, Object>> valueHints(String key) {
		Map<String, Object> hint = this.hints.get(key);
		return (hint != null) ? (List<Map<String, Object>>) hint.get("values") : List.of();
	}

	private static String kebab(Object constant) {
		return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** All keys that the code has. */
	private static Map<String, PropertyOfClass> keys() {
		Map<String, PropertyOfClass> keys = new TreeMap<>();
		collect(keys, "ring.", new RingProperties());
		return keys;
	}

	private static void collect(Map<String, PropertyOfClass> keys, String prefix, Object bean) {
		for (var property : BeanUtils.getPropertyDescriptors(bean.getClass())) {
			if (property.getName().equals("class")) {
				continue;
			}
			String key = prefix + property.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
			Object value = PropertyAccessorFactory.forBeanPropertyAccess(bean).getPropertyValue(property.getName());
			if (value != null && value.getClass().getPackageName().equals(RingProperties.class.getPackageName())
					&& property.getWriteMethod() == null) {
				collect(keys, key + ".", value);
			}
			else {
				keys.put(key, new PropertyOfClass(ResolvableType.forMethodReturnType(property.getReadMethod()), value));
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Map<String, Object>> named(String part) {
		try (InputStream in = RingProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			assertThat(in).isNotNull();
			String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			Map<String, Map<String, Object>> named = new LinkedHashMap<>();
			((List<Map<String, Object>>) JsonParserFactory.getJsonParser().parseMap(json).get(part))
				.forEach((one) -> named.put(String.valueOf(one.get("name")), one));
			return named;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A property as the code has it.
	 *
	 * @param type its type
	 * @param value its default
	 */
	private record PropertyOfClass(ResolvableType type, @Nullable Object value) {
	}

}
