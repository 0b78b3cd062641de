package dev.lethe.vendor.ciopaas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Encodes the bodies of calls to the voice platform behind Yunke and Digelao: key and serial number
 * first, then the call's own fields, in the order in which they are sent, and last the {@code url}
 * check where the tenant wants it on every call.
 */
public final class CiopaasBodies {
  private static final String FIXED_WORD = "user_name";

  private final ObjectMapper json;

  /** Encodes with this mapper. */
  public CiopaasBodies(ObjectMapper json) {
    this.json = json;
  }

  /**
   * The body of {@code aiUserDeleteapi}.
   *
   * @param vendor the parameters {@code ids-as}, {@code swap-fields} and {@code send-url-check}
   * @param token {@code api_key} and {@code user_sn}
   * @param names the user names to delete
   */
  public Map<String, Object> deletion(
      Map<String, Object> vendor, Map<String, Object> token, List<String> names) {
    Object ids = "JSON_STRING".equals(vendor.get("ids-as")) ? text(names) : names;
    boolean swapped = "true".equals(vendor.get("swap-fields"));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("pkey", swapped ? ids : FIXED_WORD);
    fields.put("entityInstanceId", swapped ? FIXED_WORD : ids);
    return signed(vendor, token, fields);
  }

  /** A body with these fields of its own. See {@link #deletion} for the others. */
  public Map<String, Object> signed(
      Map<String, Object> vendor, Map<String, Object> token, Map<String, Object> fields) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("api_key", token.get("api_key"));
    body.put("user_sn", token.get("user_sn"));
    body.putAll(fields);
    if ("true".equals(vendor.get("send-url-check"))) {
      body.put("url", CiopaasLogin.urlCheck(body));
    }
    return body;
  }

  private String text(List<String> names) {
    try {
      return json.writeValueAsString(names);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of names cannot be written as JSON", e);
    }
  }
}
