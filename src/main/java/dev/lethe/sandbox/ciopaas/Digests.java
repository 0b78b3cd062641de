package dev.lethe.sandbox.ciopaas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * MD5 as the platform uses it.
 *
 * <p>Shares no code with {@code dev.lethe.vendor.ciopaas} on purpose: a mistake made once would
 * otherwise agree with itself.
 */
final class Digests {

  private Digests() {}

  /** Of the UTF-8 bytes, in 32 lower-case hex digits. */
  static String md5(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5.", e);
    }
  }
}
