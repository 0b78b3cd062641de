package dev.lethe.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses as they stand in requests. Names are never looked up. */
final class Addresses {
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*(%[\\w.-]+)?");

  /** What one subscriber gets: whoever has one address of it has all of them. */
  private static final int V6_PREFIX_BYTES = 8;

  private Addresses() {}

  /** The address that is written there, with or without brackets; empty if it is a name. */
  static Optional<InetAddress> literal(String text) {
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    if (!V4.matcher(bare).matches() && !V6.matcher(bare).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(bare));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  static boolean isLoopback(@Nullable String text) {
    return text != null && literal(text).map(InetAddress::isLoopbackAddress).orElse(false);
  }

  /** Whom attempts from there are counted against: the address, of IPv6 its first half. */
  static String subscriber(String text) {
    return literal(text)
        .map(InetAddress::getAddress)
        .filter(bytes -> bytes.length > 4)
        .map(bytes -> HexFormat.of().formatHex(bytes, 0, V6_PREFIX_BYTES))
        .orElse(text);
  }
}
