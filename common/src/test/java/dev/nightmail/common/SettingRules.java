package dev.nightmail.common;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.nightmail.common.setting.Catalogue;
import dev.nightmail.common.setting.Form;
import dev.nightmail.common.setting.Setting;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Every setting of a module can be given by environment, and arrives typed at its mapping. */
final class SettingRules {

    private static final Catalogue CATALOGUE = Catalogue.read();
    private static final int DEFAULTS = 100;
    private static final int ENVIRONMENT = 300;

    /** May stand wherever a text may, and where an id. */
    private static final String TEXT = "01a2019b-1ca4-70ec-a412-3aafcbedfa7f";

    /** Stands where the operator chooses a name. */
    private static final String NAME = "corp";

    private SettingRules() {}

    /** A test for each setting. */
    static Stream<DynamicTest> on(JavaClasses classes) {
        return classes.stream()
                .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .<Class<?>>map(type -> type.reflect())
                .flatMap(SettingRules::tests);
    }

    private static Stream<DynamicTest> tests(Class<?> mapping) {
        var prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
        var settings = leaves(mapping, prefix).toList();
        return settings.stream()
                .map(setting ->
                        DynamicTest.dynamicTest(
                                setting.environment() + "_arrives",
                                () -> arrives(mapping, prefix, setting, settings)));
    }

    /** What the catalogue knows of a mapping; it has to know all of it. */
    private static Stream<Setting> leaves(Class<?> group, String prefix) {
        return Stream.of(group.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && !method.isDefault())
                .flatMap(method -> {
                    var key = prefix + "." + kebab(method);
                    return isGroup(method)
                            ? leaves(method.getReturnType(), key)
                            : known(key).stream();
                });
    }

    private static List<Setting> known(String key) {
        var known =
                CATALOGUE.all().stream()
                        .filter(each -> each.key().equals(key) || each.key().startsWith(key + "."))
                        .toList();
        assertThat(known).as(key + " in the catalogue").isNotEmpty();
        return known.stream().map(each -> CATALOGUE.find(named(each.key())).orElseThrow()).toList();
    }

    private static void arrives(
            Class<?> mapping, String prefix, Setting setting, List<Setting> others)
            throws ReflectiveOperationException {
        var defaults = new HashMap<String, String>();
        others.stream()
                .filter(other -> isNamed(other) || !other.standard().isEmpty())
                .forEach(other ->
                        defaults.put(
                                other.key(), other.standard().isEmpty() ? TEXT : other.standard()));
        var sample = sample(setting);
        var mapped =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withConverter(Duration.class, DEFAULTS, new DurationConverter())
                        .withSources(new PropertiesConfigSource(defaults, "defaults", DEFAULTS))
                        .withSources(
                                new EnvConfigSource(
                                        Map.of(setting.environment(), sample), ENVIRONMENT))
                        .withMapping(mapping)
                        .build()
                        .getConfigMapping(mapping);

        var value = find(mapped, mapping, setting.key().substring(prefix.length() + 1));

        assertThat(sample).isNotEqualTo(setting.standard());
        assertThat(setting.form().admits(sample)).isTrue();
        assertIs(setting.form(), sample, value);
    }

    /** Allowed, and not the default. */
    private static String sample(Setting setting) {
        return switch (setting.form()) {
            case Form.Text _ -> TEXT;
            case Form.Flag _ -> setting.standard().equals("true") ? "false" : "true";
            case Form.Choice(var words) ->
                    words.stream()
                            .filter(word -> !word.equalsIgnoreCase(setting.standard()))
                            .findFirst()
                            .orElseThrow();
            case Form.Whole(int least, int _) ->
                    String.valueOf(setting.standard().equals("" + least) ? least + 1 : least);
            case Form.Fraction(double least, double _) -> String.valueOf(least + 0.25);
            case Form.Time _ -> "777d";
        };
    }

    private static void assertIs(Form form, String sample, Object value) {
        switch (form) {
            case Form.Text _ ->
                    assertThat(value.toString().replaceAll("[\\[\\]]", "")).isEqualTo(sample);
            case Form.Flag _ -> assertThat(value).isEqualTo(Boolean.valueOf(sample));
            case Form.Choice _ ->
                    assertThat(value.toString().toLowerCase(Locale.ROOT))
                            .isEqualTo(sample.toLowerCase(Locale.ROOT));
            case Form.Whole _ ->
                    assertThat(((Number) value).longValue()).isEqualTo(Long.parseLong(sample));
            case Form.Fraction _ -> assertThat(value).isEqualTo(Double.valueOf(sample));
            case Form.Time _ -> assertThat(value).isEqualTo(Duration.ofDays(777));
        }
    }

    private static Object find(Object group, Class<?> type, String rest)
            throws ReflectiveOperationException {
        for (var method : type.getDeclaredMethods()) {
            var name = kebab(method);
            if (rest.equals(name) || rest.startsWith(name + ".")) {
                method.setAccessible(true);
                var value = method.invoke(group);
                return switch (value) {
                    case Optional<?> optional -> optional.orElseThrow();
                    case Map<?, ?> map -> find(map, method, rest.substring(name.length() + 1));
                    case Object inner when isGroup(method) ->
                            find(inner, method.getReturnType(), rest.substring(name.length() + 1));
                    case Object plain -> plain;
                };
            }
        }
        throw new AssertionError("Nothing maps " + rest);
    }

    private static Object find(Map<?, ?> map, Method method, String rest)
            throws ReflectiveOperationException {
        var plain = Optional.<Object>ofNullable(map.get(rest));
        if (plain.isPresent()) {
            return plain.get();
        }
        var group = (Class<?>) typeOfValues(method);
        var inner = Optional.<Object>ofNullable(map.get(NAME)).orElseThrow();
        return find(inner, group, rest.substring(NAME.length() + 1));
    }

    private static Type typeOfValues(Method method) {
        return ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[1];
    }

    private static String named(String key) {
        return key.replace("*", NAME);
    }

    private static boolean isNamed(Setting setting) {
        return setting.key().contains("." + NAME + ".");
    }

    private static boolean isGroup(Method method) {
        return method.getReturnType().isInterface()
                && method.getReturnType().getDeclaringClass() == method.getDeclaringClass();
    }

    private static String kebab(Method method) {
        return method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
