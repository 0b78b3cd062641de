package dev.lethe.web;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What somebody may do over the port. Whoever has any of them may read. */
enum Role {
  /** Send requests, and dead letters again. */
  SUBMIT,
  /** Let held requests go, or decline them. */
  APPROVE,
  /** Pause and resume lanes, reconcile, see subjects. */
  OPERATE,
  /** Look. */
  READ;

  private static final String PREFIX = "ROLE_";

  /** The role's name in settings and tokens, {@code submit} for example. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The authority of Spring Security's that stands for it, {@code ROLE_submit} for example. */
  String authority() {
    return PREFIX + word();
  }

  /** The role of that name, empty if there is none. */
  static Optional<Role> of(String word) {
    return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  /** What these roles amount to; {@link #READ} comes with each. */
  static List<GrantedAuthority> authorities(Collection<Role> roles) {
    Set<Role> all = new LinkedHashSet<>(roles);
    if (!all.isEmpty()) {
      all.add(READ);
    }
    return all.stream()
        .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(role.authority()))
        .toList();
  }
}
