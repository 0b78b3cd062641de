package dev.lethe.port;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of an identity provider, whose keys a small server has. */
final class OidcTest {
  private static final WireMockServer PROVIDER = new WireMockServer(options().dynamicPort());
  private static final String LANES = "/api/v1/lanes";
  private static final String PAUSE = "/api/v1/lanes/tencent-im/pause";

  @TempDir static Path folder;
  private static RSAKey key;
  private static WebLethe lethe;

  @BeforeAll
  static void start() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("one").generate();
    PROVIDER.start();
    PROVIDER.stubFor(get("/keys").willReturn(okJson(new JWKSet(key).toPublicJWKSet().toString())));
    lethe =
        WebLethe.start(
            folder.resolve("home"),
            "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri="
                + PROVIDER.baseUrl()
                + "/keys",
            "--lethe.oidc.audience=lethe",
            "--lethe.oidc.roles-claim=realm_access.roles");
    Probe.register(lethe.context());
  }

  @AfterAll
  static void stop() {
    lethe.close();
    PROVIDER.stop();
  }

  @Test
  void a_token_opens_what_its_roles_allow() throws Exception {
    String token = signed(key, claims("read", "offline_access").build());

    HttpResponse<String> seen = call("GET", LANES, token);

    assertThat(seen.statusCode()).isEqualTo(200);
    assertThat(call("POST", PAUSE, token).statusCode()).isEqualTo(403);
    assertThat(call("POST", PAUSE, signed(key, claims("operate").build())).statusCode())
        .isNotIn(401, 403);
  }

  @Test
  void without_a_role_of_ours_nothing_is_open() throws Exception {
    assertThat(call("GET", LANES, signed(key, claims("superuser").build())).statusCode())
        .isEqualTo(403);
  }

  @Test
  void a_token_that_is_not_for_us_not_theirs_or_too_old_is_refused() throws Exception {
    RSAKey stranger = new RSAKeyGenerator(2048).keyID("one").generate();
    Date past = Date.from(Instant.now().minusSeconds(600));

    for (String token :
        List.of(
            signed(stranger, claims("read").build()),
            signed(key, claims("read").audience("somebody-else").build()),
            signed(key, claims("read").expirationTime(past).build()),
            new PlainJWT(claims("read").build()).serialize(),
            "nonsense")) {
      HttpResponse<String> reply = call("GET", LANES, token);

      assertThat(reply.statusCode()).as(token).isEqualTo(401);
      assertThat(reply.headers().allValues("WWW-Authenticate")).contains("Bearer");
      assertThat(reply.body()).doesNotContain("Jwt", "signature", token);
    }
  }

  @Test
  void a_token_in_the_address_is_not_taken() throws Exception {
    String token = signed(key, claims("read").build());

    assertThat(lethe.get(LANES + "?access_token=" + token).statusCode()).isEqualTo(401);
  }

  @Test
  void commands_on_the_machine_still_sign_in_with_the_generated_password() throws Exception {
    assertThat(lethe.get(LANES, "Authorization", lethe.admin()).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> call(String method, String path, String token)
      throws Exception {
    return lethe.send(method, path, "", "Authorization", "Bearer " + token);
  }

  private static JWTClaimsSet.Builder claims(String... roles) {
    return new JWTClaimsSet.Builder()
        .subject("4711")
        .audience("lethe")
        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
        .claim("preferred_username", "ann")
        .claim("realm_access", Map.of("roles", List.of(roles)));
  }

  private static String signed(RSAKey by, JWTClaimsSet claims) throws Exception {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
    token.sign(new RSASSASigner(by));
    return token.serialize();
  }
}
