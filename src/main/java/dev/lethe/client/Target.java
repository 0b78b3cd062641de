package dev.lethe.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A path of the API with its query, encoded whatever is in them. */
final class Target {
  private final StringBuilder path = new StringBuilder("api/v1");
  private final StringJoiner query = new StringJoiner("&");

  private Target() {}

  /** A path of these segments. */
  static Target of(String... segments) {
    Target target = new Target();
    for (String segment : segments) {
      target.path.append('/').append(encoded(segment));
    }
    return target;
  }

  /** A parameter; none where the value is null. */
  Target with(String name, @Nullable Object value) {
    if (value != null) {
      query.add(encoded(name) + "=" + encoded(value.toString()));
    }
    return this;
  }

  /** A parameter for each of the values. */
  Target withEach(String name, Collection<?> values) {
    values.forEach(value -> with(name, value));
    return this;
  }

  @Override
  public String toString() {
    return query.length() == 0 ? path.toString() : path + "?" + query;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
