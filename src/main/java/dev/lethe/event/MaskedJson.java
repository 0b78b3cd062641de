package dev.lethe.event;

import java.util.regex.Pattern;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * Masks in structured logs what the console's pattern masks in plain ones: Tencent's signature,
 * which travels in the address. Lethe logs no address itself; a library at DEBUG does. Named in
 * {@code application.yaml}, and made by Spring Boot.
 */
public final class MaskedJson implements StructuredLoggingJsonMembersCustomizer<Object> {
  private static final Pattern SIGNATURE = Pattern.compile("(usersig=)[^&\\s\"]+");

  @Override
  public void customize(Members<Object> members) {
    members.applyingValueProcessor(ValueProcessor.of(String.class, MaskedJson::masked));
  }

  static String masked(String value) {
    return value.contains("usersig=") ? SIGNATURE.matcher(value).replaceAll("$1***") : value;
  }
}
