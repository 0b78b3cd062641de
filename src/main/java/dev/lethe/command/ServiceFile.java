package dev.lethe.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.start.HomeLock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The service that works in a home, as its {@code service.json} names it: {@code {"url": "…",
 * "pid": n}}.
 *
 * @param url of its port
 * @param credentials the generated ones, which only its owner may read
 */
record ServiceFile(URI url, SignIn credentials) {
  private static final String USER = "admin";

  /** The service of a home, if one is alive and the password can be read. */
  static Optional<ServiceFile> find(Path home) {
    try {
      Path file = home.resolve("service.json");
      Path password = home.resolve("keys").resolve("admin-password");
      if (!Files.isReadable(file) || !Files.isReadable(password)) {
        return Optional.empty();
      }
      JsonNode service = new ObjectMapper().readTree(file.toFile());
      String url = service.path("url").asText("");
      if (url.isEmpty() || !isAlive(service.path("pid").asLong(), home)) {
        return Optional.empty();
      }
      String secret = Files.readString(password).strip();
      return Optional.of(new ServiceFile(URI.create(url), new SignIn(USER, secret)));
    } catch (IOException | IllegalArgumentException e) {
      // A file that is just being written or removed: as if there were none.
      return Optional.empty();
    }
  }

  // After a crash the file is left behind, and its number and port may be another program's by now,
  // which must not be shown the password: so the lock has to be held too.
  private static boolean isAlive(long pid, Path home) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)
        && (pid == ProcessHandle.current().pid() || !HomeLock.isFree(home));
  }
}
