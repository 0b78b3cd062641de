package dev.lethe.sandbox.longlonglong;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.sandbox.Refusal;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The query of {@code get_customer}.
 *
 * <p>Of the documented filters, only {@code phone} is simulated. That {@code per_page} is at most
 * {@value #MOST_PER_PAGE} is our choice; the vendor documents 15 for none given.
 *
 * @param page the page, from 1
 * @param perPage how many customers a page holds
 * @param phone what the phone is to be or to contain, empty for any
 */
record CustomerQuery(int page, int perPage, String phone) {

  private static final int MOST_PER_PAGE = 100;
  private static final int USUAL_PER_PAGE = 15;
  private static final Set<String> NAMES = Set.of("page", "per_page", "phone", "encryption");

  static CustomerQuery parse(String query) throws Refusal {
    Map<String, String> fields = new HashMap<>();
    for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!NAMES.contains(name)) {
        throw refused("the query has a field that is not simulated");
      }
      if (fields.put(name, decode(pair.substring(equals + 1))) != null) {
        throw refused(name + " is in the query twice");
      }
    }
    if (!Set.of("false", "0", "").contains(fields.getOrDefault("encryption", ""))) {
      throw refused("encryption is true, which nobody outside the vendor can do");
    }
    if (!fields.containsKey("page")) {
      throw refused("page is missing");
    }
    return new CustomerQuery(
        number(fields, "page", 1, 1_000_000),
        number(fields, "per_page", USUAL_PER_PAGE, MOST_PER_PAGE),
        fields.getOrDefault("phone", ""));
  }

  private static int number(Map<String, String> fields, String name, int otherwise, int most)
      throws Refusal {
    String text = fields.getOrDefault(name, Integer.toString(otherwise));
    if (!text.matches("\\d{1,7}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
      throw refused(name + " is not a number from 1 to " + most);
    }
    return Integer.parseInt(text);
  }

  private static String decode(String value) throws Refusal {
    try {
      return URLDecoder.decode(value, UTF_8);
    } catch (IllegalArgumentException e) {
      throw refused("the query is not URL-encoded");
    }
  }

  private static Refusal refused(String reason) {
    return Refusal.violation(422, reason);
  }
}
