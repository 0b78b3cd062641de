package dev.lethe.callback;

import dev.lethe.settings.LetheSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where receipts may be posted to, by the settings and by what the address really is. */
public final class CallbackPolicy {
  private final List<String> hosts;
  private final boolean allowPrivate;
  private final Names names;

  /** Finds the addresses of a host. */
  @FunctionalInterface
  interface Names {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  /** What the settings allow. */
  public CallbackPolicy(LetheSettings.Callback settings) {
    this(settings, InetAddress::getAllByName);
  }

  CallbackPolicy(LetheSettings.Callback settings, Names names) {
    this.hosts = settings.allowedHosts().stream().map(CallbackPolicy::plain).toList();
    this.allowPrivate = settings.allowPrivate();
    this.names = names;
  }

  /** Why no receipt may be posted there, as a sentence; empty if one may. */
  public Optional<String> refusal(URI callback) {
    Optional<String> refusal = refusalOfWords(callback);
    if (refusal.isPresent()) {
      return refusal;
    }
    try {
      addresses(callback.getHost());
      return Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> refusalOfWords(URI callback) {
    String scheme = String.valueOf(callback.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(scheme.equals("http") && allowPrivate)) {
      return Optional.of("A callback has to be an https address.");
    }
    if (callback.getHost() == null || callback.getRawUserInfo() != null) {
      return Optional.of("A callback has to name a host, without a user or a password.");
    }
    return isAllowed(callback.getHost())
        ? Optional.empty()
        : Optional.of(
            "Callbacks to that host are not allowed: lethe.callback.allowed-hosts does not list"
                + " it.");
  }

  private boolean isAllowed(String name) {
    String host = plain(name);
    return hosts.stream()
        .anyMatch(
            allowed ->
                allowed.startsWith("*.")
                    ? host.endsWith(allowed.substring(1)) && host.length() >= allowed.length()
                    : allowed.equals(host));
  }

  private static String plain(@Nullable String host) {
    String lower = String.valueOf(host).strip().toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /**
   * The addresses of a host, for the very connection that is made.
   *
   * @throws UnknownHostException with a sentence, if there are none or one of them is not public
   */
  InetAddress[] addresses(String host) throws UnknownHostException {
    InetAddress[] found;
    try {
      found = names.of(host);
    } catch (UnknownHostException e) {
      throw new UnknownHostException("The callback's host has no address: check its name.");
    }
    if (!allowPrivate && !Stream.of(found).allMatch(PublicAddresses::has)) {
      throw new UnknownHostException(
          "The callback's host has an address that is not a public one, and"
              + " lethe.callback.allow-private is not set.");
    }
    return found;
  }
}
