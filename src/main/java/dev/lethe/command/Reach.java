package dev.lethe.command;

import dev.lethe.operate.OperationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How a command reaches Lethe: the API of a service that is named, else the API of the service that
 * works in {@code lethe.home}, else the ledger there.
 */
final class Reach {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "the service to ask, https://host:port; or set LETHE_URL")
  private String url = "";

  @Option(names = "--user", paramLabel = "NAME", description = "who signs in there; or LETHE_USER")
  private String user = "";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "its first line is the password; or LETHE_PASSWORD, or LETHE_TOKEN for a token")
  private @Nullable Path passwordFile;

  @Option(
      names = "--local",
      description = "work on the ledger in lethe.home itself, also if a service runs there")
  private boolean local;

  /** Whether a service was named, so that nothing of this machine is looked at. */
  boolean namesService(Desk desk) {
    return !local && !address(desk).isEmpty();
  }

  /** Whether no word contradicts another. */
  boolean fits() {
    return !local || (url.isEmpty() && user.isEmpty() && passwordFile == null);
  }

  /** The service that this leads to, if it leads to one. */
  Optional<Way> service(Desk desk) {
    if (local) {
      return Optional.empty();
    }
    if (namesService(desk)) {
      URI at = uri(address(desk));
      SignIn credentials = credentials(desk, at);
      return Optional.of(way(desk, at, credentials));
    }
    return ServiceFile.find(desk.settings().engine().home())
        .map(found -> way(desk, found.url(), found.credentials()));
  }

  /** The way that this leads to. */
  Way open(Desk desk) {
    return service(desk)
        .orElseGet(
            () -> {
              Doors.Alone alone = desk.doors().alone(desk.settings(), desk.clock());
              return new Way(alone.operations(), null, null, alone.end());
            });
  }

  /** The way to a service; nothing else can do what {@code what} says. */
  Way openService(Desk desk, String what) {
    return service(desk)
        .orElseThrow(
            () ->
                new OperationException(
                    OperationException.Kind.NO_SERVICE,
                    "only a running service can "
                        + what
                        + ", and none is reached from here; start Lethe, or name it with --url"));
  }

  private static Way way(Desk desk, URI url, SignIn credentials) {
    return new Way(desk.doors().service(url, credentials), url, credentials.user(), () -> {});
  }

  private String address(Desk desk) {
    return url.isEmpty() ? desk.environment().getOrDefault("LETHE_URL", "").strip() : url.strip();
  }

  private static URI uri(String text) {
    try {
      URI uri = URI.create(text.replaceFirst("/+$", ""));
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw notAnAddress();
    }
    throw notAnAddress();
  }

  // The text is not repeated: a password may stand in it.
  private static OperationException notAnAddress() {
    return new OperationException(
        OperationException.Kind.INVALID,
        "what --url or LETHE_URL says is no address; write https://host:port, without a user");
  }

  private SignIn credentials(Desk desk, URI at) {
    String token = desk.environment().getOrDefault("LETHE_TOKEN", "").strip();
    String name = user.isEmpty() ? desk.environment().getOrDefault("LETHE_USER", "") : user;
    boolean named = !user.isEmpty() || passwordFile != null;
    if (!token.isEmpty() && !named) {
      return guard(desk, at, new SignIn(null, token));
    }
    String password =
        passwordFile == null
            ? desk.environment().getOrDefault("LETHE_PASSWORD", "")
            : firstLine(passwordFile);
    if (name.isEmpty() || password.isEmpty()) {
      throw new OperationException(
          OperationException.Kind.FORBIDDEN,
          "nobody is signed in: give --user and --password-file, or set LETHE_USER and"
              + " LETHE_PASSWORD, or LETHE_TOKEN. Passwords are never taken from the command line,"
              + " where other users of the machine see them");
    }
    return guard(desk, at, new SignIn(name, password));
  }

  private static SignIn guard(Desk desk, URI at, SignIn credentials) {
    if ("http".equals(at.getScheme()) && !isLoopback(at.getHost())) {
      desk.screen()
          .err()
          .println(
              "warning: http without TLS to another machine; whoever listens on the way reads the"
                  + " password. Use https.");
    }
    return credentials;
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new OperationException(
          OperationException.Kind.FORBIDDEN,
          "the password file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }
}
