package dev.lethe.web;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who a token's bearer is: {@code preferred_username}, else {@code sub} (OpenID Connect Core 1.0,
 * section 5.1), with the roles in a claim. Roles that are not Lethe's are passed over.
 */
final class TokenSignIn implements Converter<Jwt, AbstractAuthenticationToken> {
  private final String rolesClaim;

  /**
   * Reads roles out of a claim.
   *
   * @param rolesClaim its name, with dots where claims stand in claims: {@code realm_access.roles}
   */
  TokenSignIn(String rolesClaim) {
    this.rolesClaim = rolesClaim;
  }

  @Override
  public AbstractAuthenticationToken convert(Jwt token) {
    List<Role> roles =
        words(claim(token.getClaims())).map(Role::of).flatMap(Optional::stream).toList();
    return new JwtAuthenticationToken(token, Role.authorities(roles), name(token));
  }

  private static @Nullable String name(Jwt token) {
    String preferred = token.getClaimAsString("preferred_username");
    return preferred == null || preferred.isBlank() ? token.getSubject() : preferred;
  }

  private @Nullable Object claim(Map<String, Object> claims) {
    if (claims.containsKey(
        rolesClaim)) { // some providers have names such as https://….example/roles
      return claims.get(rolesClaim);
    }
    Object found = claims;
    for (String part : rolesClaim.split("\\.", -1)) {
      found = found instanceof Map<?, ?> map ? map.get(part) : null;
    }
    return found;
  }

  private static Stream<String> words(@Nullable Object claim) {
    if (claim instanceof Collection<?> many) {
      return many.stream().map(String::valueOf);
    }
    return claim instanceof String text ? Stream.of(text.split("[ ,]+")) : Stream.of();
  }
}
