package dev.lethe.client;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.time.api.DateTimes;
import org.jspecify.annotations.Nullable;

/** Values of a type: records of anything, null where a record says that it may be. */
final class Anything {

  private Anything() {}

  /** Text that has a form in UTF-8. */
  static Arbitrary<String> text() {
    return Arbitraries.strings()
        .ofMaxLength(12)
        .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
  }

  /** Values of a type. */
  static Arbitrary<?> of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return of((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
    }
    return of((Class<?>) type, new Type[0]);
  }

  private static Arbitrary<?> of(Class<?> type, Type[] arguments) {
    if (type.equals(String.class)) {
      return text();
    } else if (type.equals(boolean.class)) {
      return Arbitraries.of(true, false);
    } else if (type.equals(int.class)) {
      return Arbitraries.integers();
    } else if (type.equals(long.class) || type.equals(Long.class)) {
      return Arbitraries.longs();
    } else if (type.equals(double.class)) {
      return Arbitraries.doubles();
    } else if (type.equals(Instant.class)) {
      return DateTimes.instants();
    } else if (type.equals(URI.class)) {
      return Arbitraries.of("https://example.com/hook", "http://127.0.0.1:1/%E7%8E%8B?a=b&c")
          .map(URI::create);
    } else if (type.isEnum()) {
      return Arbitraries.of(Arrays.asList(type.getEnumConstants()));
    } else if (type.equals(List.class)) {
      return of(arguments[0]).list().ofMaxSize(3);
    } else if (type.equals(Map.class)) {
      return Arbitraries.maps(of(arguments[0]), of(arguments[1])).ofMaxSize(3);
    } else if (type.isRecord()) {
      return record(type, arguments);
    }
    throw new IllegalArgumentException("no values of " + type);
  }

  private static Arbitrary<?> record(Class<?> type, Type[] arguments) {
    List<Arbitrary<Object>> parts = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      parts.add(component(component, arguments));
    }
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    return Combinators.combine(parts)
        .as(
            values -> {
              try {
                return constructor.newInstance(values.toArray());
              } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  // A record with a parameter of its own is Page<T>, whose items are of that type.
  private static Arbitrary<Object> component(RecordComponent component, Type[] arguments) {
    Arbitrary<?> values =
        arguments.length > 0 && component.getType().equals(List.class)
            ? of(arguments[0]).list().ofMaxSize(3)
            : of(component.getGenericType());
    return values.asGeneric().injectNull(isNullable(component.getAnnotatedType()) ? 0.3 : 0);
  }

  private static boolean isNullable(AnnotatedType type) {
    return ((AnnotatedElement) type).isAnnotationPresent(Nullable.class);
  }
}
