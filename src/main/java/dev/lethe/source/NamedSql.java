package dev.lethe.source;

import dev.lethe.settings.SettingsException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.namedparam.AbstractSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;

/** A statement of the user's with names in it, such as {@code :request}. */
final class NamedSql {
  private final String sql;
  private final List<String> names;

  private NamedSql(String sql, List<String> names) {
    this.sql = sql;
    this.names = names;
  }

  /**
   * A value that is text here and something else in the database.
   *
   * @param type one of {@link Types}
   */
  record Typed(String text, int type) {}

  /**
   * Reads a statement.
   *
   * @param key the setting that it stands in
   * @param needed names that must be there
   * @param optional names that may be there
   * @throws SettingsException if a name is missing or means nothing
   */
  static NamedSql of(String key, String text, Set<String> needed, Set<String> optional) {
    ParsedSql parsed = NamedParameterUtils.parseSqlStatement(text);
    List<String> names = names(key, parsed);
    for (String name : names) {
      if (!needed.contains(name) && !optional.contains(name)) {
        Set<String> all = new TreeSet<>(needed);
        all.addAll(optional);
        throw new SettingsException(
            key, "there is no value :" + name + ".", "It may have " + shown(all) + ".");
      }
    }
    if (!names.containsAll(needed)) {
      throw new SettingsException(
          key, "it must have " + shown(new TreeSet<>(needed)) + ".", "See docs/sources.md.");
    }
    return new NamedSql(NamedParameterUtils.substituteNamedParameters(parsed, null), names);
  }

  private static String shown(Set<String> names) {
    return ":" + String.join(", :", names);
  }

  // The values in the order of their places; each value is its name here.
  private static List<String> names(String key, ParsedSql parsed) {
    try {
      Object[] values =
          NamedParameterUtils.buildValueArray(
              parsed,
              new AbstractSqlParameterSource() {
                @Override
                public boolean hasValue(String name) {
                  return true;
                }

                @Override
                public Object getValue(String name) {
                  return name;
                }
              },
              null);
      return Arrays.stream(values).map(String::valueOf).toList();
    } catch (InvalidDataAccessApiUsageException e) {
      throw new SettingsException(
          key, "there is a ? beside names such as :request.", "Use names only.");
    }
  }

  PreparedStatement prepare(Connection connection) throws SQLException {
    return connection.prepareStatement(sql);
  }

  /** Puts the values in, null for those that the map does not have. */
  void set(PreparedStatement statement, Map<String, Object> values) throws SQLException {
    for (int i = 0; i < names.size(); i++) {
      Object value = values.get(names.get(i));
      if (value == null) {
        statement.setNull(i + 1, Types.VARCHAR);
      } else if (value instanceof Typed typed) {
        statement.setObject(i + 1, typed.text(), typed.type());
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }
}
