package dev.lethe.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The port as strangers, browsers and programs find it. */
@ExtendWith(OutputCaptureExtension.class)
final class WebSecurityTest {
  private static final String PASSWORD = "correct horse battery";
  private static final List<String> ROLES = List.of("submit", "approve", "operate", "read");
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  @TempDir static Path folder;
  private static WebLethe lethe;

  @BeforeAll
  static void start() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    List<String> settings = new ArrayList<>(List.of("--lethe.http.max-upload=1MB"));
    ROLES.forEach(
        role -> {
          settings.add("--lethe.users." + role + ".password-file=" + file);
          settings.add("--lethe.users." + role + ".roles=" + role);
        });
    lethe = WebLethe.start(folder.resolve("home"), settings.toArray(String[]::new));
    Probe.register(lethe.context());
  }

  @AfterAll
  static void stop() {
    lethe.close();
  }

  /** Method, path, and the role that it takes. */
  static Stream<Arguments> table() {
    return Stream.of(
            "GET /api/v1/status read",
            "POST /api/v1/requests submit",
            "GET /api/v1/requests read",
            "GET /api/v1/requests/r1 read",
            "GET /api/v1/requests/r1/items read",
            "GET /api/v1/requests/r1/items?reveal=false read",
            "GET /api/v1/requests/r1/items?reveal=true operate",
            "GET /api/v1/requests/r1/items?reveal operate",
            "GET /api/v1/requests/r1/items?reveal=1 operate",
            "GET /api/v1/requests/r1/items?%72eveal=true operate",
            "GET /api/v1/requests/r1/items?reveal=false&reveal=true operate",
            "GET /api/v1/requests/r1/receipt read",
            "GET /api/v1/requests/r1/outcomes operate",
            "POST /api/v1/requests/r1/approve approve",
            "POST /api/v1/requests/r1/cancel approve",
            "GET /api/v1/dead-letters read",
            "GET /api/v1/dead-letters?code=%E5%8F%B7 read",
            "GET /api/v1/dead-letters?reveal=true operate",
            "POST /api/v1/dead-letters/replay submit",
            "GET /api/v1/lanes read",
            "POST /api/v1/lanes/tencent-im/pause operate",
            "POST /api/v1/lanes/tencent-im/resume operate",
            "POST /api/v1/lanes/tencent-im/probe operate",
            "POST /api/v1/reconciliations operate",
            "GET /api/v1/reconciliations read",
            "POST /api/v1/receipts/verify read",
            "GET /api/v1/audit read",
            "GET /openapi.json read",
            "GET /actuator/prometheus read",
            "GET / read",
            "GET /console/lanes read",
            "POST /console/send submit",
            "POST /console/held/r1/approve approve",
            "POST /console/requests/r1/reveal operate",
            "POST /console/lanes/tencent-im/pause operate")
        .map(line -> Arguments.of((Object[]) line.split(" ", -1)));
  }

  @ParameterizedTest(name = "{0} {1} takes {2}")
  @MethodSource("table")
  void each_address_is_for_those_with_its_role(String method, String path, String needed)
      throws Exception {
    for (String role : ROLES) {
      HttpResponse<String> reply =
          lethe.send(method, path, "", "Authorization", WebLethe.basic(role, PASSWORD));

      boolean may = role.equals(needed) || needed.equals("read");
      if (may) {
        assertThat(reply.statusCode()).as(role).isNotIn(401, 403, 405);
      } else {
        assertThat(reply.statusCode()).as(role).isEqualTo(403);
        assertProblem(reply, 403);
      }
    }
    assertThat(lethe.send(method, path, "", "Authorization", lethe.admin()).statusCode())
        .isNotIn(401, 403);
    assertThat(lethe.send(method, path, "").statusCode())
        .isEqualTo(method.equals("GET") ? 401 : 403);
  }

  @Test
  void a_wrong_password_or_name_is_refused_and_the_eleventh_at_once_is_not_even_looked_at()
      throws Exception {
    List<String> replies = new ArrayList<>();

    for (int i = 0; i < 11; i++) {
      replies.add(
          lethe.rawFrom(
              9,
              request(
                  "GET",
                  "/api/v1/lanes",
                  "Connection: close",
                  "Authorization: " + WebLethe.basic(i % 2 == 0 ? "admin" : "nobody", "wrong"))));
    }

    assertThat(replies.subList(0, 10))
        .allMatch(reply -> reply.startsWith("HTTP/1.1 401 ") && !reply.contains("429"));
    assertThat(replies.get(10))
        .startsWith("HTTP/1.1 429 ")
        .containsPattern("Retry-After: [1-7]\r\n")
        .contains("application/problem+json");
    assertThat(lethe.get("/api/v1/lanes", "Authorization", lethe.admin()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void whoever_is_not_signed_in_learns_nothing_of_what_there_is() throws Exception {
    HttpResponse<String> there = lethe.get("/api/v1/status");
    HttpResponse<String> nowhere = lethe.get("/api/v1/nowhere");

    assertProblem(there, 401);
    assertThat(nowhere.statusCode()).isEqualTo(401);
    assertThat(nowhere.body()).isEqualTo(there.body());
    assertThat(WebLethe.header(there, "WWW-Authenticate")).startsWith("Basic realm=\"Lethe\"");
  }

  @Test
  void what_is_not_in_the_table_is_there_for_nobody() throws Exception {
    assertProblem(lethe.get("/api/v1/nowhere", "Authorization", lethe.admin()), 404);
    assertProblem(lethe.get("/nowhere", "Authorization", lethe.admin()), 404);
    assertProblem(lethe.get("/error", "Authorization", lethe.admin()), 404);
    assertProblem(lethe.get("/actuator/env", "Authorization", lethe.admin()), 404);
    assertProblem(lethe.get("/actuator", "Authorization", lethe.admin()), 404);
    assertProblem(lethe.get("/api/v1/status/", "Authorization", lethe.admin()), 404);
  }

  @Test
  void a_wrong_method_is_told_the_right_one() throws Exception {
    HttpResponse<String> reply =
        lethe.send("DELETE", "/api/v1/requests", "", "Authorization", lethe.admin());

    assertProblem(reply, 405);
    assertThat(WebLethe.header(reply, "Allow")).isEqualTo("GET, POST");
  }

  @Test
  void health_is_open_on_this_machine_and_its_details_to_readers() throws Exception {
    String open = lethe.get("/actuator/health").body();
    String details =
        lethe.get("/actuator/health", "Authorization", WebLethe.basic("read", PASSWORD)).body();

    assertThat(open).contains("\"status\"").doesNotContain("components");
    assertThat(details).contains("components");
    assertThat(lethe.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
  }

  @Test
  void the_generated_password_is_long_and_its_owners_alone() throws Exception {
    Path file = folder.resolve("home/keys/admin-password");

    assertThat(lethe.password()).hasSizeGreaterThanOrEqualTo(24);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_program_gets_no_session() throws Exception {
    HttpResponse<String> reply = lethe.get("/api/v1/lanes", "Authorization", lethe.admin());

    assertThat(reply.headers().allValues("Set-Cookie")).noneMatch(set -> set.contains("SESSION"));
  }

  @Test
  void people_sign_in_by_a_form_and_change_something_only_with_its_token() throws Exception {
    HttpResponse<String> page = lethe.get("/login", "Accept", "text/html");
    HttpResponse<String> in = signIn(page, "operate", PASSWORD);
    String session = WebLethe.cookie(in, "LETHE_SESSION");

    assertThat(in.statusCode()).isEqualTo(302);
    assertThat(in.headers().allValues("Set-Cookie"))
        .anyMatch(set -> set.matches("LETHE_SESSION=.*HttpOnly.*SameSite=Strict.*"));
    HttpResponse<String> home = lethe.get("/api/v1/lanes", "Cookie", session);
    assertThat(home.statusCode()).isEqualTo(200);

    String pause = "/api/v1/lanes/tencent-im/pause";
    assertProblem(lethe.send("POST", pause, "", "Cookie", session), 403);
    HttpResponse<String> again = lethe.get("/login", "Cookie", session, "Accept", "text/html");
    String cookies = session + "; " + WebLethe.cookie(again, "LETHE_CSRF");
    HttpResponse<String> done =
        lethe.send("POST", pause, "", "Cookie", cookies, "X-CSRF-TOKEN", token(again));
    assertThat(done.statusCode()).isNotIn(401, 403);

    HttpResponse<String> out =
        lethe.send(
            "POST",
            "/logout",
            "",
            "Cookie",
            cookies,
            "X-CSRF-TOKEN",
            token(again),
            "Accept",
            "text/html");
    assertThat(WebLethe.header(out, "Location")).endsWith("/login?out");
    assertProblem(lethe.get("/api/v1/lanes", "Cookie", session), 401);
  }

  @Test
  void a_browser_is_shown_the_form_in_its_language() throws Exception {
    HttpResponse<String> sent = lethe.get("/", "Accept", "text/html,*/*");

    assertThat(sent.statusCode()).isEqualTo(302);
    assertThat(WebLethe.header(sent, "Location")).isEqualTo(lethe.url() + "/login");
    assertThat(lethe.get("/login", "Accept-Language", "zh-CN,zh;q=0.9").body())
        .contains("<html lang=\"zh-CN\">", "登录", "密码");
    assertThat(lethe.get("/login?refused").body()).contains("do not fit", "role=\"alert\"");
    assertThat(lethe.get("/assets/sign-in.css").statusCode()).isEqualTo(200);
    HttpResponse<String> part = lethe.get("/console/live/lanes", "HX-Request", "true");
    assertThat(part.statusCode()).isEqualTo(401);
    assertThat(WebLethe.header(part, "HX-Redirect")).isEqualTo("/login");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1:1",
        "Origin: https://127.0.0.1",
        "Origin: nonsense of no kind",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void another_site_cannot_use_what_the_browser_adds_by_itself(String header) throws Exception {
    String reply =
        lethe.raw(
            request("POST", "/api/v1/lanes/tencent-im/pause", header, "Content-Length: 0")
                .replace("\r\n\r\n", "\r\nAuthorization: " + lethe.admin() + "\r\n\r\n"));

    assertThat(reply).startsWith("HTTP/1.1 403 ").contains("Another site may not");
  }

  @Test
  void our_own_pages_may() throws Exception {
    String own = "Origin: " + lethe.url();
    String pause = "/api/v1/lanes/tencent-im/pause";

    for (String[] headers :
        new String[][] {
          {own, "Sec-Fetch-Site: same-origin"}, {"Origin: null", "Sec-Fetch-Site: same-origin"}
        }) {
      String reply =
          lethe.raw(
              request(
                  "POST",
                  pause,
                  headers[0],
                  headers[1],
                  "Connection: close",
                  "Content-Length: 0",
                  "Authorization: " + lethe.admin()));
      assertThat(reply).doesNotStartWith("HTTP/1.1 401").doesNotStartWith("HTTP/1.1 403");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "127.0.0.1.evil.example", "8.8.8.8", "localhost.", "lethe"})
  void a_name_that_is_not_its_own_gets_nothing(String host) throws Exception {
    String reply =
        lethe.raw(
            "GET /api/v1/status HTTP/1.1\r\nHost: "
                + host
                + "\r\nConnection: close\r\nAuthorization: "
                + lethe.admin()
                + "\r\n\r\n");

    assertThat(reply).startsWith("HTTP/1.1 421 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:1234", "127.0.0.1", "[::1]"})
  void loopback_names_are_its_own(String host) throws Exception {
    String reply =
        lethe.raw(
            "GET /api/v1/lanes HTTP/1.1\r\nHost: "
                + host
                + "\r\nConnection: close\r\nAuthorization: "
                + lethe.admin()
                + "\r\n\r\n");

    assertThat(reply).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/..;/actuator/env",
        "/api/v1/../../actuator/env",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/../../../etc/passwd",
        "/assets/..%2f..%2fapplication.yaml",
        "/assets/%252e%252e/application.yaml",
        "//api/v1/status",
        "/api//v1/status",
        "/api%2fv1/status",
        "/api/v1/status;x=1",
        "/api\\v1\\status",
        "/api/v1/requests/..%5c..%5c/outcomes",
        "/%00",
        "/%zz",
        "/%ff%fe",
        "/api/v1/\u00ff"
      })
  void an_address_that_climbs_or_is_odd_is_refused(String path) throws Exception {
    String reply =
        lethe.raw(request("GET", path, "Connection: close", "Authorization: " + lethe.admin()));

    assertThat(reply).matches("(?s)HTTP/1\\.1 (400|404) .*");
    assertThat(reply).contains("application/problem+json").contains("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\r\n\r\n",
        "GET /\u0001 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/9.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: odd\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "TRACE /api/v1/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "BREW / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
      })
  void what_is_hardly_http_is_refused_in_our_own_words(String text) throws Exception {
    String reply = lethe.raw(text);

    assertThat(reply).matches("(?s)HTTP/1\\.1 (400|405|501|505) .*");
    assertThat(reply).contains("application/problem+json").doesNotContain("evil");
  }

  @Test
  void headers_without_end_are_refused() throws Exception {
    String reply = lethe.raw(request("GET", "/", "X-Long: " + "a".repeat(40_000)));

    assertThat(reply).startsWith("HTTP/1.1 4").contains("application/problem+json");
  }

  @Test
  void a_json_body_of_more_than_10_MB_is_refused_with_and_without_its_length() throws Exception {
    String json = "{\"items\":\"" + "a".repeat(11 << 20) + "\"}";
    String[] headers = {"Authorization", lethe.admin(), "Content-Type", "application/json"};

    String announced =
        lethe.raw(
            request(
                "POST",
                "/api/v1/requests",
                "Authorization: " + lethe.admin(),
                "Content-Type: application/json",
                "Content-Length: 99999999"));
    String chunked = chunked("/api/v1/requests?probe=json", json);

    assertThat(announced).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
    assertThat(chunked).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
    assertThat(lethe.send("POST", "/api/v1/requests?probe=json", "{\"a\":1}", headers).statusCode())
        .isEqualTo(200);
  }

  @Test
  void an_upload_over_the_setting_is_refused_and_one_below_it_taken() throws Exception {
    String[] headers = {
      "Authorization", lethe.admin(), "Content-Type", "multipart/form-data; boundary=b"
    };

    HttpResponse<String> small =
        lethe.send("POST", "/api/v1/requests?probe=file", upload(900_000), headers);
    HttpResponse<String> large =
        lethe.send("POST", "/api/v1/requests?probe=file", upload(1_100_000), headers);

    assertThat(small.statusCode()).isEqualTo(200);
    assertProblem(large, 413);
  }

  @Test
  void an_upload_of_a_stranger_is_not_even_stored() throws Exception {
    String[] parts = {"Content-Type", "multipart/form-data; boundary=b"};

    assertProblem(lethe.send("POST", "/api/v1/requests", upload(900_000), parts), 403);
    assertProblem(lethe.send("POST", "/login", upload(1_000), parts), 415);
  }

  @Test
  void what_goes_wrong_in_a_controller_is_a_problem_document() throws Exception {
    String[] admin = {"Authorization", lethe.admin()};
    String[] json = {"Authorization", lethe.admin(), "Content-Type", "application/json"};
    String[] text = {"Authorization", lethe.admin(), "Content-Type", "text/plain"};
    String typed = "/api/v1/status?probe=typed";

    HttpResponse<String> wrongKind = lethe.get(typed + "&limit=" + Probe.PLANTED, admin);
    HttpResponse<String> missing = lethe.get(typed, admin);
    String requests = "/api/v1/requests?probe=json";
    HttpResponse<String> malformed = lethe.send("POST", requests, "{\"a\":", json);
    HttpResponse<String> wrongType = lethe.send("POST", "/api/v1/requests?probe=json", "a", text);

    assertProblem(wrongKind, 400);
    assertThat(wrongKind.body()).contains("'limit'").doesNotContain(Probe.PLANTED);
    assertProblem(missing, 400);
    assertProblem(malformed, 400);
    assertThat(wrongType.statusCode()).isIn(200, 415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INVALID 422 invalid",
        "NOT_FOUND 404 not-found",
        "CONFLICT 409 conflict",
        "FORBIDDEN 403 forbidden",
        "TOO_LARGE 413 too-large",
        "UNAVAILABLE 503 unavailable",
        "NO_SERVICE 503 no-service"
      })
  void what_the_service_refuses_is_told_in_its_words(String line) throws Exception {
    String[] parts = line.split(" ", -1);

    HttpResponse<String> reply =
        lethe.get("/api/v1/status?probe=refuse&kind=" + parts[0], "Authorization", lethe.admin());

    assertProblem(reply, Integer.parseInt(parts[1]));
    assertThat(WebLethe.json(reply))
        .containsEntry("detail", "A sentence for people.")
        .containsEntry("code", parts[2]);
  }

  @Test
  void a_failure_of_our_own_has_a_number_that_stands_in_the_log(CapturedOutput log)
      throws Exception {
    HttpResponse<String> reply =
        lethe.get("/api/v1/status?probe=fail", "Authorization", lethe.admin());

    assertProblem(reply, 500);
    assertThat(reply.body()).doesNotContain(Probe.PLANTED);
    assertThat(log.getAll())
        .contains("incident " + WebLethe.json(reply).get("incident"), "NumberFormatException")
        .doesNotContain(Probe.PLANTED);
  }

  @Test
  void every_reply_carries_what_keeps_browsers_in_bounds() throws Exception {
    for (HttpResponse<String> reply :
        List.of(
            lethe.get("/login"),
            lethe.get("/nowhere"),
            lethe.get("/actuator/health"),
            lethe.get("/api/v1/lanes", "Authorization", lethe.admin()))) {
      assertThat(WebLethe.header(reply, "Content-Security-Policy"))
          .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
          .doesNotContain("unsafe");
      assertThat(WebLethe.header(reply, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(WebLethe.header(reply, "Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(WebLethe.header(reply, "Permissions-Policy")).contains("camera=()");
      assertThat(WebLethe.header(reply, "Cache-Control")).contains("no-store");
      assertThat(WebLethe.header(reply, "Strict-Transport-Security")).isEmpty();
      assertThat(WebLethe.header(reply, "Server")).isEmpty();
    }
  }

  private static HttpResponse<String> signIn(
      HttpResponse<String> page, String user, String password) throws Exception {
    return lethe.send(
        "POST",
        "/login",
        "username=" + user + "&password=" + password.replace(' ', '+') + "&_csrf=" + token(page),
        "Content-Type",
        "application/x-www-form-urlencoded",
        "Cookie",
        WebLethe.cookie(page, "LETHE_CSRF"),
        "Origin",
        "null",
        "Sec-Fetch-Site",
        "same-origin");
  }

  private static String token(HttpResponse<String> page) {
    Matcher token = TOKEN.matcher(page.body());
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  private static String upload(int bytes) {
    return "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
        + "a".repeat(bytes)
        + "\r\n--b--\r\n";
  }

  private static String chunked(String path, String body) throws Exception {
    HttpResponse<String> reply =
        lethe.send(
            "POST",
            path,
            HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))),
            "Authorization",
            lethe.admin(),
            "Content-Type",
            "application/json");
    return "HTTP/1.1 " + reply.statusCode() + " " + reply.headers().map() + reply.body();
  }

  private static String request(String method, String path, String... headers) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + lethe.port()
        + "\r\n"
        + String.join("\r\n", headers)
        + "\r\n\r\n";
  }

  private static void assertProblem(HttpResponse<String> reply, int status) throws Exception {
    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(WebLethe.header(reply, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(WebLethe.json(reply))
        .containsKeys("type", "title", "detail")
        .containsEntry("status", String.valueOf(status));
    assertThat(WebLethe.json(reply).keySet())
        .isSubsetOf(Set.of("type", "title", "status", "detail", "code", "incident"));
  }
}
