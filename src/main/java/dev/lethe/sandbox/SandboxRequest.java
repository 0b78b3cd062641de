package dev.lethe.sandbox;

/**
 * A call as a simulated vendor sees it.
 *
 * @param method the HTTP method in upper case
 * @param path what follows the vendor's own base address, with its leading slash
 * @param query the raw query, empty if there is none; it may hold a signature, so it is never
 *     logged
 * @param headers finds a header's first value by its name, empty if there is none
 * @param body the body, read as UTF-8, empty if there is none
 */
public record SandboxRequest(
    String method, String path, String query, Headers headers, String body) {

  /** Finds a header. */
  @FunctionalInterface
  public interface Headers {

    /** The first value of the header of that name, in any case; empty if there is none. */
    String first(String name);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
