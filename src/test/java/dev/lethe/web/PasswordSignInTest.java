package dev.lethe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.TestClock;
import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.SettingsException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

final class PasswordSignInTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String HASH = new RememberingPasswords().encode("another password");

  private final TestClock clock = new TestClock();
  private final RememberingPasswords hashes = new RememberingPasswords();

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true, false, true",
    "::1, true, false, true",
    "10.0.0.1, true, false, false",
    "127.0.0.1, true, true, false",
    "10.0.0.1, false, false, true",
    "10.0.0.1, false, true, true"
  })
  void withAnIdentityProviderPasswordsAreForTheMachineItself(
      String address, boolean oidc, boolean proxy, boolean taken) throws Exception {
    PasswordSignIn signIn = signIn(oidc, proxy, Map.of());

    if (taken) {
      assertThat(signIn.authenticate(asked("admin", PASSWORD, address)).isAuthenticated()).isTrue();
    } else {
      assertThatThrownBy(() -> signIn.authenticate(asked("admin", PASSWORD, address)))
          .isInstanceOf(BadCredentialsException.class);
    }
  }

  @Test
  void aHashIsAsGoodAsAPasswordAndBringsItsRoles() throws Exception {
    PasswordSignIn signIn =
        signIn(false, false, Map.of("bob", new LetheSettings.User(null, HASH, List.of("submit"))));

    Authentication bob = signIn.authenticate(asked("bob", "another password", "10.0.0.1"));

    assertThat(bob.getAuthorities())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("ROLE_submit", "ROLE_read");
    assertThatThrownBy(() -> signIn.authenticate(asked("bob", PASSWORD, "10.0.0.1")))
        .isInstanceOf(BadCredentialsException.class);
  }

  @Test
  void aPasswordThatFittedOnceStillHasToBeRight() {
    String hash = hashes.encode(PASSWORD);

    assertThat(hashes.matches(PASSWORD, hash)).isTrue();
    assertThat(hashes.matches(PASSWORD, hash)).isTrue();
    assertThat(hashes.matches(PASSWORD + "x", hash)).isFalse();
    assertThat(hashes.matches("", hash)).isFalse();
  }

  @Test
  void settingsOfUsersThatCannotBeAreRefusedAndNeverShown() {
    assertRefused("admin", new LetheSettings.User(null, HASH, List.of("read")), "admin");
    assertRefused("bob", new LetheSettings.User(null, HASH, List.of("root")), "'root'");
    assertRefused("bob", new LetheSettings.User(null, HASH, List.of()), "submit, approve");
    assertRefused("bob", new LetheSettings.User(null, null, List.of("read")), "password-file");
    assertRefused("bob", new LetheSettings.User(null, "{noop}psst", List.of("read")), "bcrypt");
  }

  private void assertRefused(String name, LetheSettings.User user, String says) {
    assertThatThrownBy(() -> new PasswordUsers(PASSWORD, Map.of(name, user), hashes))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("lethe.users." + name, says)
        .hasMessageNotContainingAny(HASH, "psst");
  }

  private PasswordSignIn signIn(boolean oidc, boolean proxy, Map<String, LetheSettings.User> others)
      throws Exception {
    PasswordUsers users = new PasswordUsers(PASSWORD, others, hashes);
    DaoAuthenticationProvider byPassword = new DaoAuthenticationProvider(users);
    byPassword.setPasswordEncoder(hashes);
    return new PasswordSignIn(
        byPassword,
        new SignInLimits(clock),
        new RefusedSignIns(clock, users::has, event -> {}),
        new HttpPort(InetAddress.getLoopbackAddress(), false, false, proxy, oidc, List.of()));
  }

  private static Authentication asked(String name, String password, String address) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(address);
    UsernamePasswordAuthenticationToken asked =
        UsernamePasswordAuthenticationToken.unauthenticated(name, password);
    asked.setDetails(new WebAuthenticationDetails(request));
    return asked;
  }
}
