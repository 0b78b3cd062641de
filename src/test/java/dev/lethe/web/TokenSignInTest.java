package dev.lethe.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;

final class TokenSignInTest {

  @Test
  void theNameIsThePreferredOneAndElseTheSubject() {
    assertThat(read("roles", Map.of("sub", "4711", "preferred_username", "ann")).getName())
        .isEqualTo("ann");
    assertThat(read("roles", Map.of("sub", "4711")).getName()).isEqualTo("4711");
  }

  @Test
  void rolesAreAListOrWordsWhereverTheClaimIs() {
    assertThat(roles("roles", Map.of("sub", "1", "roles", List.of("submit", "other"))))
        .containsExactlyInAnyOrder("ROLE_submit", "ROLE_read");
    assertThat(roles("scope", Map.of("sub", "1", "scope", "openid operate read")))
        .containsExactlyInAnyOrder("ROLE_operate", "ROLE_read");
    assertThat(roles("a.b", Map.of("sub", "1", "a", Map.of("b", List.of("approve")))))
        .containsExactlyInAnyOrder("ROLE_approve", "ROLE_read");
    assertThat(
            roles("https://x.example/roles", Map.of("https://x.example/roles", "read", "sub", "1")))
        .containsExactly("ROLE_read");
  }

  @Test
  void aClaimOfAnotherFormGivesNothing() {
    assertThat(roles("a.b", Map.of("sub", "1", "a", "read"))).isEmpty();
    assertThat(roles("roles", Map.of("sub", "1", "roles", 7))).isEmpty();
    assertThat(roles("roles", Map.of("sub", "1", "roles", List.of("READ", "ROLE_read")))).isEmpty();
  }

  private static Set<String> roles(String claim, Map<String, Object> claims) {
    return AuthorityUtils.authorityListToSet(read(claim, claims).getAuthorities());
  }

  private static AbstractAuthenticationToken read(String claim, Map<String, Object> claims) {
    Jwt token =
        Jwt.withTokenValue("t").header("alg", "RS256").claims(all -> all.putAll(claims)).build();
    return new TokenSignIn(claim).convert(token);
  }
}
