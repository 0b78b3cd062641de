package dev.lethe.web;

import dev.lethe.event.Event;
import dev.lethe.settings.LetheSettings;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * Who gets in, by what, and to what: one chain for everything that the port serves. Programs sign
 * in with each call (Basic, or a token of an identity provider), people once, with a session.
 */
public final class WebSecurity {
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
  private static final String CSRF_COOKIE = "LETHE_CSRF";

  private final LetheSettings settings;
  private final HttpPort port;
  private final String address;
  private final Replies replies;
  private final Access access = new Access();
  private final Refusals refusals;
  private final AuthenticationProvider passwords;

  /**
   * Reads who may sign in; makes the password of {@code admin} if there is none.
   *
   * @param events hears of refused sign-ins
   */
  public WebSecurity(
      LetheSettings settings,
      HttpPort port,
      Environment environment,
      Clock clock,
      Consumer<Event> events,
      Replies replies) {
    this.settings = settings;
    this.port = port;
    this.address = environment.getProperty("server.address", "");
    this.replies = replies;
    this.refusals = new Refusals(access, port.oidc(), replies);
    RememberingPasswords hashes = new RememberingPasswords();
    PasswordUsers users =
        new PasswordUsers(AdminPassword.below(settings.home()), settings.users(), hashes);
    DaoAuthenticationProvider byPassword = new DaoAuthenticationProvider(users);
    byPassword.setPasswordEncoder(hashes);
    this.passwords =
        new PasswordSignIn(
            byPassword,
            new SignInLimits(clock),
            new RefusedSignIns(clock, users::has, events),
            port);
  }

  /**
   * The one chain.
   *
   * @param tokens reads tokens of the identity provider, null where there is none
   */
  public SecurityFilterChain chain(HttpSecurity http, @Nullable JwtDecoder tokens)
      throws Exception {
    http.addFilterBefore(new LastResort(replies), HeaderWriterFilter.class)
        .addFilterAfter(new HostCheck(port, address, replies), HeaderWriterFilter.class)
        .addFilterAfter(new CrossSiteCheck(replies), HostCheck.class)
        .addFilterAfter(new BodyLimit(replies), CrossSiteCheck.class)
        .headers(this::headers)
        .authenticationProvider(passwords)
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        .exceptionHandling(
            to -> to.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .httpBasic(basic -> basic.authenticationEntryPoint(refusals))
        .formLogin(
            form ->
                form.loginPage(Refusals.SIGN_IN)
                    .defaultSuccessUrl("/", true)
                    .failureHandler(refusals))
        .logout(out -> out.logoutSuccessUrl(Refusals.SIGN_IN + "?out"))
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(cookie())
                    .csrfTokenRequestHandler(new UploadTokens())
                    .requireCsrfProtectionMatcher(
                        request ->
                            !HARMLESS.contains(request.getMethod())
                                && request.getHeader(HttpHeaders.AUTHORIZATION) == null))
        .authorizeHttpRequests(
            all ->
                all.dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                    .permitAll()
                    .anyRequest()
                    .access((who, what) -> new AuthorizationDecision(may(who.get(), what))));
    if (port.oidc() && tokens != null) {
      http.oauth2ResourceServer(
          server ->
              server
                  .authenticationEntryPoint(refusals)
                  .accessDeniedHandler(refusals)
                  .jwt(
                      jwt ->
                          jwt.decoder(tokens)
                              .jwtAuthenticationConverter(
                                  new TokenSignIn(settings.oidc().rolesClaim()))));
    }
    return http.build();
  }

  /** What those get whose address is refused before the chain. */
  public RequestRejectedHandler rejected() {
    return refusals;
  }

  private boolean may(Authentication who, RequestAuthorizationContext what) {
    return access
        .need(what.getRequest())
        .filter(
            need ->
                need.role() == null
                    || (need.openHere() && Addresses.isLoopback(what.getRequest().getRemoteAddr()))
                    || (who.isAuthenticated()
                        && AuthorityUtils.authorityListToSet(who.getAuthorities())
                            .contains(need.role().authority())))
        .isPresent();
  }

  private void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(csp -> csp.policyDirectives(Replies.CONTENT_SECURITY_POLICY))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
        .permissionsPolicyHeader(
            policy ->
                policy.policy(
                    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(),"
                        + " usb=()"))
        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
  }

  private static CookieCsrfTokenRepository cookie() {
    CookieCsrfTokenRepository cookie = new CookieCsrfTokenRepository();
    cookie.setCookieName(CSRF_COOKIE);
    cookie.setHeaderName("X-CSRF-TOKEN");
    cookie.setCookieCustomizer(set -> set.httpOnly(true).sameSite("Strict"));
    return cookie;
  }
}
