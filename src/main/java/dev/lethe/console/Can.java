package dev.lethe.console;

import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import java.security.Principal;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * What the person at the browser may do. Pages leave out the buttons that they may not press, and
 * the controllers ask again when one is pressed.
 *
 * @param submit hand in files, send failed rows again
 * @param approve let held requests go, or decline them
 * @param operate pause lanes, try vendors, reconcile, see subjects as they came
 */
record Can(boolean submit, boolean approve, boolean operate) {
  private static final String ROLE = "ROLE_";

  /** By the roles that they signed in with. */
  static Can of(@Nullable Principal person) {
    if (!(person instanceof Authentication signedIn)) {
      return new Can(false, false, false);
    }
    Set<String> roles =
        signedIn.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .collect(Collectors.toSet());
    return new Can(
        roles.contains(ROLE + "submit"),
        roles.contains(ROLE + "approve"),
        roles.contains(ROLE + "operate"));
  }

  /**
   * Refuses who may not.
   *
   * @param may one of these
   * @param role what it takes
   * @throws OperationException FORBIDDEN
   */
  static void need(boolean may, String role) {
    if (!may) {
      throw new OperationException(
          Kind.FORBIDDEN,
          "It takes the role "
              + role
              + ", which you do not have. Nothing was done. Ask somebody who has it.");
    }
  }
}
