package dev.lethe.api;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Addresses for receipts. Which are allowed is decided elsewhere. */
final class Callback {
  private static final int MOST = 2000;

  private Callback() {}

  /** The address, or null where none was sent; else a 400. */
  static @Nullable URI of(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      URI address = new URI(text);
      if (text.length() <= MOST && address.isAbsolute() && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Refused below, without the text of it.
    }
    throw Malformed.because("The callback is an absolute http or https address.");
  }
}
