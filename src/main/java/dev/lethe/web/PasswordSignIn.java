package dev.lethe.web;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Signs in by a password: limited, and on this machine only where an identity provider is there for
 * everybody else.
 */
final class PasswordSignIn implements AuthenticationProvider {
  private final AuthenticationProvider passwords;
  private final SignInLimits limits;
  private final RefusedSignIns refused;
  private final HttpPort port;

  PasswordSignIn(
      AuthenticationProvider passwords,
      SignInLimits limits,
      RefusedSignIns refused,
      HttpPort port) {
    this.passwords = passwords;
    this.limits = limits;
    this.refused = refused;
    this.port = port;
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    String name = asked.getName();
    String address = address(asked);
    boolean here = port.isOnThisMachine(address);
    try {
      SignInLimits.Attempt attempt = limits.begin(address, name, here);
      if (port.oidc() && !here) {
        throw new BadCredentialsException("passwords are taken on this machine only");
      }
      Authentication done = passwords.authenticate(asked);
      attempt.succeeded();
      return done;
    } catch (TooManySignInsException e) {
      refused.note(name, address, "too-many");
      throw e;
    } catch (AuthenticationException e) {
      refused.note(name, address, "wrong-password");
      throw e;
    }
  }

  @Override
  public boolean supports(Class<?> type) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }

  private static String address(Authentication asked) {
    return asked.getDetails() instanceof WebAuthenticationDetails details
            && details.getRemoteAddress() != null
        ? details.getRemoteAddress()
        : "";
  }
}
