package dev.lethe.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of a command line, taken as they are. (Spring would replace <code>${…}</code> in them.)
 *
 * @param plain words without dashes, the command's name left out
 * @param options {@code --name=value}, or {@code --name} with an empty value; settings left out
 */
record Words(List<String> plain, Map<String, String> options) {

  /** Sorts the words of a command line. */
  static Words of(String[] args) {
    List<String> plain = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 1; i < args.length; i++) {
      String word = args[i];
      if (!word.startsWith("--")) {
        plain.add(word);
      } else if (!word.startsWith("--lethe.") && !word.startsWith("--spring.")) {
        int equals = word.indexOf('=');
        options.put(
            word.substring(2, equals < 0 ? word.length() : equals),
            equals < 0 ? "" : word.substring(equals + 1));
      }
    }
    return new Words(List.copyOf(plain), options);
  }

  /** Whether there are no more plain words than that, and no options but those. */
  boolean fit(int most, Set<String> known) {
    return plain.size() <= most && known.containsAll(options.keySet());
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  /** The value of an option, empty if it is not there or has none. */
  Optional<String> value(String option) {
    return Optional.ofNullable(options.get(option)).filter(value -> !value.isEmpty());
  }
}
