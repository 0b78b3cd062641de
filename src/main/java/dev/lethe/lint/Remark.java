package dev.lethe.lint;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.lethe.settings.SettingsException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that a linter has to say.
 *
 * @param level {@code ERROR}, or {@code NOTE} where nothing is wrong
 * @param file the file, or the key of a setting that stands in none
 * @param line counts from 1, null where it is not known
 * @param text what is wrong, and what to do
 */
public record Remark(String level, String file, @Nullable Integer line, String text) {
  private static final Pattern PLACE = Pattern.compile("(.+?):(\\d+)( \\(.*\\))?");

  /** Something that is wrong. */
  static Remark error(String file, @Nullable Integer line, String text) {
    return new Remark("ERROR", file, line, text);
  }

  /** What the settings' own checks say. */
  static Remark of(SettingsException problem, String place) {
    Matcher parts = PLACE.matcher(place);
    if (!parts.matches()) {
      return error(place, null, problem.said());
    }
    String key = parts.group(3) == null ? "" : parts.group(3).strip() + " ";
    return error(parts.group(1), Integer.valueOf(parts.group(2)), key + problem.said());
  }

  /** Whether something is wrong. */
  @JsonIgnore
  public boolean isError() {
    return "ERROR".equals(level);
  }

  /** The remark in a line: {@code config/vendors/x.yaml:12: what is wrong; what to do}. */
  public String sentence() {
    return file + (line == null ? "" : ":" + line) + ": " + text;
  }
}
