package dev.lethe.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.LetheApplication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole of Lethe inside the test, with a port, and everything that the port replies held
 * against what no reply may show.
 */
final class WebLethe implements AutoCloseable {
  private static final String[] NEVER_SHOWN = {
    "Exception",
    "Tomcat",
    "tomcat",
    "Apache",
    "springframework",
    "java.",
    "\tat ",
    "dev.lethe",
    "Whitelabel"
  };

  private final Path home;
  private final ConfigurableApplicationContext context;
  private final HttpClient client = HttpClient.newHttpClient();

  private WebLethe(Path home, ConfigurableApplicationContext context) {
    this.home = home;
    this.context = context;
  }

  /** Starts it with the sandbox's vendors; arguments as on the command line. */
  static WebLethe start(Path home, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--spring.profiles.active=sandbox",
                "--camel.main.run-controller=false",
                "--lethe.home=" + home));
    all.addAll(List.of(arguments));
    return new WebLethe(
        home, new SpringApplicationBuilder(LetheApplication.class).run(all.toArray(String[]::new)));
  }

  ConfigurableApplicationContext context() {
    return context;
  }

  int port() {
    return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  /** The generated password. */
  String password() throws IOException {
    return Files.readString(home.resolve("keys/admin-password")).strip();
  }

  /** What a program sends to sign in. */
  static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  String admin() throws IOException {
    return basic("admin", password());
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, "", headers);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    return send(method, path, HttpRequest.BodyPublishers.ofString(body), headers);
  }

  HttpResponse<String> send(
      String method, String path, HttpRequest.BodyPublisher body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> reply = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    // Metrics name classes of libraries, and the API's description its licence.
    boolean names =
        reply.statusCode() == 200
            && List.of("/actuator/prometheus", "/openapi.json").contains(path);
    assertShowsNothing(reply.headers().map() + (names ? "" : reply.body()));
    return reply;
  }

  /** Sends text as it is, and reads until the server closes or says nothing more. */
  String raw(String text) throws IOException {
    return rawFrom(1, text);
  }

  /** The same from 127.0.0.{@code host}, which is this machine as well. */
  String rawFrom(int host, String text) throws IOException {
    try (Socket socket =
        new Socket(
            InetAddress.getLoopbackAddress(),
            port(),
            InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) host}),
            0)) {
      socket.setSoTimeout(1_500);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      String reply = read(socket.getInputStream());
      assertShowsNothing(reply);
      return reply;
    }
  }

  private static String read(InputStream in) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] part = new byte[8_192];
    try {
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        out.write(part, 0, read);
      }
    } catch (SocketTimeoutException | SocketException e) {
      // It keeps the connection, or has closed it with something unread.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private void assertShowsNothing(String reply) throws IOException {
    assertThat(reply).doesNotContain(NEVER_SHOWN).doesNotContain(password(), home.toString());
  }

  /** The value of a cookie that a reply sets. */
  static String cookie(HttpResponse<String> reply, String name) {
    return reply.headers().allValues("Set-Cookie").stream()
        .filter(set -> set.startsWith(name + "="))
        .map(set -> set.substring(0, set.indexOf(';')))
        .findFirst()
        .orElse("");
  }

  /** Headers of a reply, one value each. */
  static String header(HttpResponse<String> reply, String name) {
    return reply.headers().firstValue(name).orElse("");
  }

  static Map<String, String> json(HttpResponse<String> reply) throws IOException {
    Map<String, String> members = new TreeMap<>();
    new ObjectMapper()
        .readTree(reply.body())
        .properties()
        .forEach(one -> members.put(one.getKey(), one.getValue().asText()));
    return members;
  }

  @Override
  public void close() {
    context.close();
  }
}
