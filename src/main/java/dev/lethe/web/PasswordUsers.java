package dev.lethe.web;

import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.util.function.SingletonSupplier;

/**
 * Who may sign in with a password: {@code admin}, and those in {@code lethe.users}. A password in
 * clear is hashed when somebody first signs in, since that takes a tenth of a second.
 */
final class PasswordUsers implements UserDetailsService {
  private static final String PREFIX = "lethe.users.";

  /** What bcrypt can tell apart. */
  private static final int LONGEST_BYTES = 72;

  private final Map<String, Known> users = new LinkedHashMap<>();

  /**
   * Reads them.
   *
   * @throws SettingsException at the first one that is no good
   */
  PasswordUsers(String adminPassword, Map<String, LetheSettings.User> set, PasswordEncoder hashes) {
    users.put(
        AdminPassword.USER,
        clear("keys/admin-password", adminPassword, hashes, Set.of(Role.values())));
    set.forEach((name, user) -> users.put(name, known(name, user, hashes)));
  }

  private record Known(SingletonSupplier<String> hash, Set<Role> roles) {}

  /** Whether there is somebody of that name. */
  boolean has(String name) {
    return users.containsKey(name);
  }

  @Override
  public UserDetails loadUserByUsername(String name) {
    Known known = users.get(name);
    if (known == null) {
      throw new UsernameNotFoundException("nobody of that name");
    }
    return User.withUsername(name)
        .password(known.hash().obtain())
        .authorities(Role.authorities(known.roles()))
        .build();
  }

  private static Known known(String name, LetheSettings.User user, PasswordEncoder hashes) {
    String key = PREFIX + name;
    if (name.equals(AdminPassword.USER)) {
      throw new SettingsException(
          key, "admin is there already.", "Its password is in keys/admin-password below the home.");
    }
    Set<Role> roles = Set.copyOf(roles(key, user.roles()));
    Path file = user.passwordFile();
    String hash = user.passwordHash();
    if ((file == null) == (hash == null)) {
      throw new SettingsException(
          key, "it needs one of password-file and password-hash.", "Set one of the two.");
    }
    if (file != null) {
      return clear(key + ".password-file", read(key, file), hashes, roles);
    }
    if (!String.valueOf(hash).matches("\\{bcrypt}\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}")) {
      throw new SettingsException(
          key + ".password-hash",
          "its value does not fit.",
          "Write {bcrypt} and a hash of bcrypt, as htpasswd -nBC 10 makes it.");
    }
    return new Known(SingletonSupplier.of(String.valueOf(hash)), roles);
  }

  private static Known clear(String key, String password, PasswordEncoder hashes, Set<Role> roles) {
    if (password.isEmpty() || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
      throw new SettingsException(
          key, "a password has 1 to " + LONGEST_BYTES + " bytes.", "Write another into the file.");
    }
    return new Known(SingletonSupplier.of(() -> hashes.encode(password)), roles);
  }

  private static List<Role> roles(String key, List<String> words) {
    if (words.isEmpty()) {
      throw new SettingsException(key + ".roles", "there is none.", hint());
    }
    return words.stream()
        .map(
            word ->
                Role.of(word)
                    .orElseThrow(
                        () ->
                            new SettingsException(
                                key + ".roles", "there is no role '" + word + "'.", hint())))
        .toList();
  }

  private static String hint() {
    return "Roles are submit, approve, operate and read.";
  }

  private static String read(String key, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new SettingsException(
          key + ".password-file",
          file + " cannot be read (" + e.getClass().getSimpleName() + ").",
          "It must be a text file that the user of Lethe may read.");
    }
  }
}
