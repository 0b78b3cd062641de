package dev.lethe.vendor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For routes of vendors that take and answer a list of objects, one for each item: what an
 * expression would do too, at a fraction of its cost for each of a million items.
 */
public final class ItemList {
  private static final String ODD_REPLY = "odd-reply";

  /**
   * A body {@code {<list>: [{<field>: <subject>}, …]}}.
   *
   * @param subjects of the batch
   */
  public Map<String, Object> body(List<String> subjects, String list, String field) {
    List<Map<String, String>> items = new ArrayList<>(subjects.size());
    for (String subject : subjects) {
      items.add(Map.of(field, subject));
    }
    return Map.of(list, items);
  }

  /**
   * Reads a reply {@code {<call>: <code>, <list>: [{<subject>: …, <code>: …}, …]}} whose codes are
   * whole numbers, into what {@link Answer#read(Object, List)} takes. A code that is no number
   * becomes {@code odd-reply}, since a word of a vendor's could be one that the table has for
   * something else; a missing one stays missing.
   *
   * @throws CallFailedException with the code {@code odd-reply} if the reply has another form
   */
  public Map<String, @Nullable Object> codes(
      @Nullable Object reply, String call, String list, String subject, String code) {
    if (!(reply instanceof Map<?, ?> body)) {
      throw new CallFailedException(ODD_REPLY);
    }
    Map<String, @Nullable Object> answer = new HashMap<>();
    answer.put("call", number(body.get(call)));
    Object listed = body.get(list);
    if (listed == null) {
      return answer;
    }
    if (!(listed instanceof List<?> all)) {
      throw new CallFailedException(ODD_REPLY);
    }
    List<Map<String, @Nullable Object>> items = new ArrayList<>(all.size());
    for (Object one : all) {
      if (!(one instanceof Map<?, ?> named)) {
        throw new CallFailedException(ODD_REPLY);
      }
      Map<String, @Nullable Object> item = new HashMap<>();
      item.put("subject", named.get(subject));
      item.put("code", number(named.get(code)));
      items.add(item);
    }
    answer.put("items", items);
    return answer;
  }

  private static @Nullable Object number(@Nullable Object code) {
    if (code == null || code instanceof Integer || code instanceof Long) {
      return code;
    }
    return isWhole(code.toString()) ? code : ODD_REPLY;
  }

  private static boolean isWhole(String text) {
    int first = text.startsWith("-") ? 1 : 0;
    return text.length() > first && text.chars().skip(first).allMatch(c -> c >= '0' && c <= '9');
  }
}
