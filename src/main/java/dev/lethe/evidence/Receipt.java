package dev.lethe.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A receipt's text, and what of it is signed.
 *
 * <p>The text is JSON, one key a line, indented by two blanks, with LF at the end of each line. The
 * line before the last is {@code "signature" : "<base64>"}. What is signed is the text in UTF-8
 * without that line: every other byte of the file. So {@code sed '/^ "signature" : /d'} (with two
 * blanks) gives it, because a line deeper inside begins with more blanks and no string holds a raw
 * line end.
 *
 * @param text the whole text
 * @param signed what the signature is of
 * @param signature in base64
 * @param fields the text as JSON
 */
public record Receipt(String text, String signed, String signature, JsonNode fields) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<head>\\{\\n.*,\\n)  \"signature\" : \"(?<signature>[A-Za-z0-9+/]{86}==)\"\\n\\}\\n",
          Pattern.DOTALL);

  private static final String TAIL = "\n}";

  /** Writes a receipt: the fields in their order, then the key's id, then the signature. */
  public static Receipt sign(Map<String, Object> fields, SigningKey key) {
    Map<String, Object> all = new LinkedHashMap<>(fields);
    all.put("key_id", key.id());
    try {
      String json = writer().writeValueAsString(all);
      String head = json.substring(0, json.length() - TAIL.length()) + ",\n";
      String signed = head + "}\n";
      String signature = key.sign(signed);
      String text = head + "  \"signature\" : \"" + signature + "\"\n}\n";
      return new Receipt(text, signed, signature, new ObjectMapper().readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The receipt's fields cannot be written as JSON", e);
    }
  }

  /** Reads a receipt, empty if the text is not one that was chained and signed. */
  public static Optional<Receipt> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Receipt(
              text,
              matcher.group("head") + "}\n",
              matcher.group("signature"),
              new ObjectMapper().readTree(text)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Whether it was signed by the owner of that key, which it names. */
  public boolean isSignedBy(VerifyingKey key) {
    return key.id().equals(word("key_id")) && key.verifies(signed, signature);
  }

  /** A field as text, null if it is not there or null. */
  public @Nullable String word(String field) {
    JsonNode value = fields.path(field);
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }

  // Said in full, because the form is part of the promise and must not depend on the platform.
  private static ObjectWriter writer() {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    return new ObjectMapper().writer(printer);
  }
}
