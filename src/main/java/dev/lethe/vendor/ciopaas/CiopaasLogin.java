package dev.lethe.vendor.ciopaas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes the body of {@code POST /api/login} for the platform behind Yunke and Digelao.
 *
 * <p>Sources: source.showdoc.com.cn/aicall168/11475546473845651 (by access id) and
 * source.showdoc.com.cn/yunkeai/11558401980022461 (by password, with the {@code url} check).
 */
public final class CiopaasLogin {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  // The vendor does not state the zone; it is at home there.
  private static final String USUAL_ZONE = "Asia/Shanghai";

  private final Clock clock;

  /** Stamps with the time of this clock, which must be within five minutes of the vendor's. */
  public CiopaasLogin(Clock clock) {
    this.clock = clock;
  }

  /**
   * The body, its fields in the order in which they are to be sent.
   *
   * <p>By access id: {@code api_access_id}, {@code from} the integer 1, {@code timestamp}, {@code
   * sign}. By password: {@code username}, {@code password}, {@code from} the integer 2, {@code
   * url}. Its text shows the fields' names only.
   *
   * @param vendor the vendor's parameters: {@code api-access-id}, {@code api-access-secret} and
   *     {@code time-zone} (Asia/Shanghai if left out), or, where {@code login-mode} is {@code
   *     password}, {@code username} and {@code password}
   * @throws IllegalArgumentException if one is missing or wrong; the message shows no secret
   */
  public Map<String, Object> body(Map<String, Object> vendor) {
    String mode = optional(vendor, "login-mode", "access-id");
    return switch (mode) {
      case "access-id" -> byAccessId(vendor);
      case "password" -> byPassword(vendor);
      default ->
          throw new IllegalArgumentException("login-mode is neither access-id nor password.");
    };
  }

  private Map<String, Object> byAccessId(Map<String, Object> vendor) {
    String id = required(vendor, "api-access-id");
    ZoneId zone = ZoneId.of(optional(vendor, "time-zone", USUAL_ZONE));
    String timestamp = TIMESTAMP.format(clock.instant().atZone(zone));
    SilentBody body = new SilentBody();
    body.put("api_access_id", id);
    body.put("from", 1);
    body.put("timestamp", timestamp);
    body.put("sign", md5(id + required(vendor, "api-access-secret") + timestamp));
    return body;
  }

  private static Map<String, Object> byPassword(Map<String, Object> vendor) {
    SilentBody body = new SilentBody();
    body.put("username", required(vendor, "username"));
    body.put("password", required(vendor, "password"));
    // The vendor's page prints "2", but its digest comes out with the integer only.
    body.put("from", 2);
    body.put("url", urlCheck(body));
    return body;
  }

  /**
   * The value of {@code url}: characters 2 to 9 of the MD5 of all other fields.
   *
   * <p>They are written as PHP's {@code json_encode} does by default: no blanks, {@code /} as
   * {@code \/}. Other than ASCII becomes <code>&#92;uXXXX</code>, which PHP does too, but which the
   * vendor does not state.
   *
   * @param orderedFields texts, whole numbers, truth values and lists of those, in the order in
   *     which they are sent; {@code url} itself is passed over
   */
  public static String urlCheck(Map<String, Object> orderedFields) {
    StringBuilder json = new StringBuilder("{");
    orderedFields.forEach(
        (name, value) -> {
          if (name.equals("url")) {
            return;
          }
          json.append(json.length() == 1 ? "" : ",");
          quote(name, json);
          json.append(':');
          write(name, value, json);
        });
    return md5(json.append('}').toString()).substring(1, 9);
  }

  private static void write(String name, Object value, StringBuilder json) {
    if (value instanceof String text) {
      quote(text, json);
    } else if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
      json.append(value);
    } else if (value instanceof List<?> list) {
      json.append('[');
      for (int i = 0; i < list.size(); i++) {
        json.append(i == 0 ? "" : ",");
        write(name, list.get(i), json);
      }
      json.append(']');
    } else {
      throw new IllegalArgumentException(
          name + " is neither a text nor a whole number nor a truth value nor a list of those.");
    }
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\', '/' -> json.append('\\').append(c);
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < 0x20 || c > 0x7f) {
            json.append("\\u").append(HexFormat.of().toHexDigits(c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }

  private static String md5(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5.", e);
    }
  }

  private static String required(Map<String, Object> vendor, String key) {
    String value = optional(vendor, key, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(key + " is not set.");
    }
    return value;
  }

  private static String optional(Map<String, Object> vendor, String key, String otherwise) {
    Object value = vendor.get(key);
    return value == null || value.toString().isEmpty() ? otherwise : value.toString();
  }

  /** A map whose text shows its keys only: exchanges that hold it end up in messages. */
  private static final class SilentBody extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return "login" + keySet();
    }
  }
}
