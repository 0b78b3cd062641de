package dev.lethe.sandbox;

import java.util.Map;

/**
 * What a simulated vendor answers.
 *
 * @param status the HTTP status
 * @param headers header names and values
 * @param body the body, sent as UTF-8
 */
public record SandboxReply(int status, Map<String, String> headers, String body) {

  /** A reply in JSON. */
  public static SandboxReply json(int status, String body) {
    return new SandboxReply(status, Map.of("Content-Type", "application/json"), body);
  }

  /** A reply in plain text. */
  public static SandboxReply text(int status, String body) {
    return new SandboxReply(status, Map.of("Content-Type", "text/plain; charset=utf-8"), body);
  }
}
