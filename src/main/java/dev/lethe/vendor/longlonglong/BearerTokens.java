package dev.lethe.vendor.longlonglong;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.vendor.NotReadyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the Bearer token that somebody has copied from the vendor's console, and warns before it
 * expires. Safe for many threads.
 *
 * <p>The vendor documents neither a login nor how long a token holds. Its tokens look like a JWT
 * (RFC 7519); if one is, its {@code exp} is read here, without a check of its signature.
 */
public final class BearerTokens {
  private static final Logger LOG = LoggerFactory.getLogger(BearerTokens.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How long before the end the warnings begin, and how far apart they are. */
  private static final Duration AHEAD = Duration.ofDays(7);

  private static final Duration APART = Duration.ofDays(1);

  private static final long MOST_BYTES = 16_384;

  private final Clock clock;
  private final Map<Path, FileToken> files = new ConcurrentHashMap<>();
  private final Map<String, Instant> warned = new ConcurrentHashMap<>();

  /** What was in a file when it had that time and size. */
  private record FileToken(FileTime time, long size, String token) {
    @Override
    public String toString() {
      return "FileToken[" + time + "]";
    }
  }

  /** Warns by the time of this clock. */
  public BearerTokens(Clock clock) {
    this.clock = clock;
  }

  /**
   * The token to send now.
   *
   * @param vendor the vendor's parameters {@code token}, or {@code token-file}: the path of a file
   *     that holds the token and nothing else, read again when its time or size changes; and {@code
   *     name} for messages
   * @throws NotReadyException if there is no token; the message is a sentence without it
   */
  public String token(Map<String, Object> vendor) {
    String name = text(vendor, "name").isEmpty() ? "longlonglong" : text(vendor, "name");
    String given = text(vendor, "token").strip();
    String file = text(vendor, "token-file").strip();
    if (given.isEmpty() == file.isEmpty()) {
      throw new NotReadyException(
          given.isEmpty()
              ? name + " has neither a token nor a token-file."
              : name + " has both a token and a token-file; one of them is to be left out.");
    }
    String token = given.isEmpty() ? fromFile(file) : clean(given, "The token of " + name);
    warn(name, token);
    return token;
  }

  /**
   * When a token expires.
   *
   * @return its {@code exp}, or nothing if it is no JWT or has none
   */
  public Optional<Instant> expiry(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      JsonNode exp = JSON.readTree(Base64.getUrlDecoder().decode(parts[1])).path("exp");
      // Seconds, and by RFC 7519 there may be a fraction of one. Beyond year 9999 it is none.
      return exp.isNumber() && exp.asDouble() > 0 && exp.asDouble() < 253_402_300_800.0
          ? Optional.of(Instant.ofEpochSecond(exp.asLong()))
          : Optional.empty();
    } catch (IllegalArgumentException | IOException e) {
      return Optional.empty();
    }
  }

  private String fromFile(String text) {
    try {
      Path file = Path.of(text).toAbsolutePath().normalize();
      // Looked at before it is read: what changes meanwhile is read again by the next call.
      BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
      FileToken known = files.get(file);
      if (known != null
          && known.time().equals(seen.lastModifiedTime())
          && known.size() == seen.size()) {
        return known.token();
      }
      if (!seen.isRegularFile() || seen.size() > MOST_BYTES) {
        throw new NotReadyException("The token file " + file + " is no small text file.");
      }
      String token =
          clean(new String(Files.readAllBytes(file), UTF_8).strip(), "The token file " + file);
      files.put(file, new FileToken(seen.lastModifiedTime(), seen.size(), token));
      return token;
    } catch (IOException | InvalidPathException e) {
      throw new NotReadyException(
          "The token file " + text + " cannot be read (" + e.getClass().getSimpleName() + ").", e);
    }
  }

  /** Lets pass what can stand in a header, and is not two things. */
  private static String clean(String token, String where) {
    if (token.isEmpty()) {
      throw new NotReadyException(where + " is empty.");
    }
    if (!token.chars().allMatch(c -> c > 0x20 && c <= 0x7e)) {
      throw new NotReadyException(
          where + " is to hold the token alone, without the word Bearer, blanks or line breaks.");
    }
    return token;
  }

  private void warn(String name, String token) {
    Instant now = clock.instant();
    Optional<Instant> end = expiry(token).filter(expiry -> expiry.isBefore(now.plus(AHEAD)));
    if (end.isEmpty()) {
      warned.remove(name);
      return;
    }
    boolean[] due = {false};
    warned.compute(
        name,
        (key, last) -> {
          due[0] = last == null || !last.plus(APART).isAfter(now);
          return due[0] ? now : last;
        });
    if (due[0]) {
      String when = end.get().isAfter(now) ? "expires at " : "expired at ";
      LOG.warn("The token of {} {}{}; copy a new one from the console.", name, when, end.get());
    }
  }

  private static String text(Map<String, Object> vendor, String key) {
    Object value = vendor.get(key);
    return value == null ? "" : value.toString();
  }
}
