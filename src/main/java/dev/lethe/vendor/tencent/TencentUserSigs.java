package dev.lethe.vendor.tencent;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.web.util.UriUtils;

/** Makes the UserSig that goes along with every call to Tencent IM, for its login route. */
public final class TencentUserSigs {
  private final Clock clock;

  /** Signs with the time of this clock. */
  public TencentUserSigs(Clock clock) {
    this.clock = clock;
  }

  /**
   * Signs for the administrator that calls are made in the name of.
   *
   * @param vendor the vendor's parameters {@code sdk-app-id}, {@code identifier}, {@code
   *     secret-key} and {@code user-sig-validity}
   * @return {@code token}, which is the part of a call's query that says who calls, and when it
   *     {@code expires}
   */
  public Map<String, Object> sign(Map<String, Object> vendor) {
    Instant now = clock.instant();
    Duration validity = DurationStyle.detectAndParse(text(vendor, "user-sig-validity"));
    long app = Long.parseLong(text(vendor, "sdk-app-id"));
    String identifier = text(vendor, "identifier");
    String signature = UserSig.sign(app, identifier, text(vendor, "secret-key"), now, validity);
    String token =
        "sdkappid="
            + app
            + "&identifier="
            + UriUtils.encode(identifier, StandardCharsets.UTF_8)
            + "&usersig="
            + signature;
    return Map.of("token", token, "expires", now.plus(validity));
  }

  private static String text(Map<String, Object> vendor, String key) {
    return String.valueOf(vendor.get(key));
  }
}
