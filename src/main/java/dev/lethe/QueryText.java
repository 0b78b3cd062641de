package dev.lethe;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes text so that it can stand in the query of an address; routes call it {@code query}. */
public final class QueryText {

  /** The text in percent-encoding (RFC 3986), a blank as {@code %20}. */
  public String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
